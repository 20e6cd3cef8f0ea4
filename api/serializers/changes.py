"""A change as JSON: where a case stands now, or that one sees it no more."""

from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers

from workflow.models import Change
from workflow.states import Kind


class ChangeFields(serializers.Serializer):
    """A case as it stands now. ``gone`` says why a copy has to go; then nothing else is told."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    reference = serializers.CharField()
    gone = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(required=False)
    state = serializers.CharField(required=False)
    changed_at = serializers.DateTimeField(required=False)
    merged_into = serializers.CharField(required=False)


class ChangesPage(serializers.Serializer):
    """Some changes. ``next_cursor`` is always there; ``more`` says whether to go on at once."""

    results = ChangeFields(many=True)
    more = serializers.BooleanField()
    next_cursor = serializers.CharField()


def change(row: Change) -> dict[str, Any]:
    """One change. An erased report keeps its place and its state; its story is gone."""
    case = row.case
    told: dict[str, Any] = {
        "kind": case.kind,
        "id": str(case.subject.pk),
        "reference": case.reference,
        "gone": _gone(row),
    }
    if row.seat is not None:
        return told
    told |= {
        "version": case.version,
        "state": case.state,
        "changed_at": localtime(case.changed_at),
    }
    if case.kind == Kind.OBSTACLE and case.obstacle.merged_into:
        told["merged_into"] = case.obstacle.merged_into.reference
    return told


def _gone(row: Change) -> str | None:
    if row.seat is not None:
        return "not_visible"
    erased = row.case.kind == Kind.REPORT and row.case.report.erased_on
    return "erased" if erased else None
