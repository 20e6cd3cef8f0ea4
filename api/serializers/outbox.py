"""Letters on their way, without their words and addresses."""

from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from rest_framework import serializers

from workflow.models import Notice


class LetterFields(serializers.Serializer):
    """A letter: to what kind of reader, how far it is. Its case only where one sees the case."""

    id = serializers.UUIDField()
    reference = serializers.CharField(allow_null=True)
    letter = serializers.CharField()
    to = serializers.CharField()
    way = serializers.ChoiceField(choices=Notice.Way.values)
    language = serializers.CharField()
    status = serializers.ChoiceField(choices=["waiting", "sent", "stopped"])
    attempts = serializers.IntegerField()
    due_on = serializers.DateField()
    sent_on = serializers.DateField(allow_null=True)
    stopped_on = serializers.DateField(allow_null=True)
    trouble = serializers.CharField(allow_null=True)


def letter(row: Notice, reference: str | None) -> dict[str, Any]:
    """One letter; days only, as an hour could name an anonymous reporter."""
    gone = {"sent": row.sent_at, "stopped": row.stopped_at}
    return {
        "id": str(row.pk),
        "reference": reference,
        "letter": row.letter,
        "to": row.recipient.partition(":")[0],
        "way": row.way,
        "language": row.language,
        "status": next((name for name, at in gone.items() if at), "waiting"),
        "attempts": row.attempts,
        "due_on": localtime(row.due_at).date(),
        **{f"{name}_on": at and localtime(at).date() for name, at in gone.items()},
        "trouble": _(row.last_error) if row.last_error else None,
    }
