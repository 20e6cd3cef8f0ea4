"""Looks and changes of settings as JSON, without what was seen or written."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.utils.timezone import localtime
from rest_framework import serializers

from obstacles.models import User
from workflow.models import AccessView, Seat

DONE = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}


class AuditFields(serializers.Serializer):
    """Who did what, to what, when. ``about`` is a reference, or a kind of setting and its key."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=["access", "configuration"])
    by = serializers.CharField(allow_blank=True)
    by_kind = serializers.CharField()
    what = serializers.CharField()
    about = serializers.CharField()
    at = serializers.DateTimeField()


def looks(rows: Iterable[AccessView]) -> list[dict[str, Any]]:
    """Looks at cases, with names of people and of bodies; two queries for all of them."""
    found = list(rows)
    keys = {one.actor for one in found if one.actor}
    names: dict[Any, str] = {one.pk: str(one) for one in User.objects.filter(pk__in=keys)}
    seats = Seat.objects.filter(pk__in=keys).select_related("user", "authority")
    names |= {one.pk: one.speaker for one in seats}
    return [
        {
            "id": str(one.pk),
            "kind": "access",
            "by": names.get(one.actor, ""),
            "by_kind": one.actor_kind,
            "what": one.what,
            "about": one.case.reference,
            "at": localtime(one.at),
        }
        for one in found
    ]


def changes_of_settings(rows: Iterable[LogEntry]) -> list[dict[str, Any]]:
    """What was done in the administration."""
    return [
        {
            "id": str(one.pk),
            "kind": "configuration",
            "by": str(one.user),
            "by_kind": "official",
            "what": DONE.get(one.action_flag, "changed"),
            "about": f"{one.content_type.model if one.content_type else ''} {one.object_id}",
            "at": localtime(one.action_time),
        }
        for one in rows
    ]
