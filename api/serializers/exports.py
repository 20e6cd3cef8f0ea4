"""Exports and jobs as JSON."""

from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers

from workflow.models import Export


class ExportFields(serializers.Serializer):
    """A list as a file. Its rows are counted when it is made."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    format = serializers.CharField()
    filters = serializers.DictField()
    status = serializers.CharField()
    rows = serializers.IntegerField(allow_null=True)
    asked_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    job = serializers.CharField()
    content = serializers.CharField(allow_null=True)


class JobFields(serializers.Serializer):
    """Work in the background. ``result`` is where to look when it is done."""

    id = serializers.UUIDField()
    status = serializers.CharField()
    done = serializers.IntegerField(allow_null=True)
    result = serializers.CharField(allow_null=True)


def export(row: Export) -> dict[str, Any]:
    at = f"/api/v1/exports/{row.pk}"
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "format": row.form,
        "filters": row.filters,
        "status": row.status,
        "rows": row.rows,
        "asked_at": localtime(row.asked_at),
        "expires_at": localtime(row.expires_at),
        "job": f"/api/v1/jobs/{row.pk}",
        "content": f"{at}/content" if row.status == Export.Status.DONE else None,
    }


def job(row: Export) -> dict[str, Any]:
    made = row.status == Export.Status.DONE
    result = f"/api/v1/exports/{row.pk}" if made else None
    return {"id": str(row.pk), "status": row.status, "done": row.rows, "result": result}
