"""Looks at a case as JSON."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers

from obstacles.models import User
from workflow.models import AccessView


class ViewFields(serializers.Serializer):
    """One look: who, at what, when."""

    by = serializers.CharField(allow_blank=True)
    by_kind = serializers.CharField()
    what = serializers.CharField()
    at = serializers.DateTimeField()


class ViewPage(serializers.Serializer):
    """A stretch of looks, oldest first, and where it goes on."""

    results = ViewFields(many=True)
    next_cursor = serializers.CharField(allow_null=True)


def views(rows: Iterable[AccessView]) -> list[dict[str, Any]]:
    """Looks with the names of colleagues, asked once for all of them."""
    rows = list(rows)
    keys = {row.actor for row in rows if row.actor and row.actor_kind == "official"}
    names: dict[Any, str] = {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}
    return [
        {
            "by": names.get(row.actor, ""),
            "by_kind": row.actor_kind,
            "what": row.what,
            "at": localtime(row.at),
        }
        for row in rows
    ]
