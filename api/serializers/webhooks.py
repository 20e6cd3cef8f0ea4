"""Webhooks and their deliveries as JSON."""

from functools import cache
from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers

from workflow.models import Delivery, Webhook


class WebhookFields(serializers.Serializer):
    """An address that hears of cases its owner sees, without its secret."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    steps = serializers.ListField(child=serializers.CharField())
    active = serializers.BooleanField()
    off = serializers.CharField(allow_null=True)
    off_on = serializers.DateField(allow_null=True)
    failing_since = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
    created_on = serializers.DateField()


class MadeWebhook(WebhookFields):
    """A webhook that was made. Its secret is shown this once."""

    secret = serializers.CharField()


PLAIN = ("url", "kinds", "steps", "off_on", "failing_since", "version", "created_on")


def webhook(row: Webhook) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in PLAIN}
    return told | {"id": str(row.pk), "active": row.is_active, "off": row.off or None}


class DeliveryFields(serializers.Serializer):
    """A message to a webhook. ``trouble`` says in one word why nobody answered."""

    id = serializers.UUIDField()
    event = serializers.UUIDField(allow_null=True)
    reference = serializers.CharField(allow_null=True)
    status = serializers.CharField()
    attempts = serializers.IntegerField()
    owed_on = serializers.DateField()
    next_try_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    answered = serializers.IntegerField(allow_null=True)
    trouble = serializers.CharField(allow_null=True)


def delivery(row: Delivery, reference: str | None) -> dict[str, Any]:
    """One delivery; its reference only where the reader still sees the case."""
    return {
        "id": str(row.pk),
        "event": str(row.entry_id) if row.entry_id else None,
        "reference": reference,
        "status": row.status,
        "attempts": row.attempts,
        "owed_on": row.owed_on,
        "next_try_at": row.due_at and localtime(row.due_at),
        "settled_at": row.settled_at and localtime(row.settled_at),
        "answered": row.answered,
        "trouble": row.trouble or None,
    }


@cache
def stretched(row: type[serializers.Serializer]) -> Any:
    """The shape of a stretch of rows, and where it goes on."""
    fields = {
        "results": row(many=True),
        "next_cursor": serializers.CharField(allow_null=True),
    }
    return type(f"{row.__name__}Page", (serializers.Serializer,), fields)
