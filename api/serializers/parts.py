"""Clocks, words and chairs of a case as JSON."""

from typing import Any

from rest_framework import serializers

from workflow import reasons
from workflow.models import Deadline, Message, Seat


class PauseFields(serializers.Serializer):
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)


class DeadlineFields(serializers.Serializer):
    """A clock, and why it ends on the day it ends on."""

    id = serializers.UUIDField()
    rule = serializers.CharField()
    rule_version = serializers.IntegerField()
    calendar = serializers.CharField()
    starts_on = serializers.DateField()
    due_on = serializers.DateField()
    why = serializers.SerializerMethodField()
    extended = serializers.BooleanField()
    pauses = PauseFields(many=True)
    ended_on = serializers.DateField(allow_null=True)
    ended_as = serializers.CharField()

    def get_why(self, clock: Deadline) -> str:
        return reasons.sentences(clock.why)


class MessageFields(serializers.Serializer):
    """Words in a case. ``from_us`` says which side spoke, not who."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Message.Kind.choices)
    text = serializers.CharField()
    language = serializers.CharField()
    written_at = serializers.DateTimeField()
    from_us = serializers.SerializerMethodField()
    answer_by = serializers.DateField(allow_null=True)
    answered = serializers.SerializerMethodField()

    def get_from_us(self, message: Message) -> bool:
        return not message.from_outside

    def get_answered(self, message: Message) -> bool:
        return message.settled_at is not None


class AnswerFields(serializers.Serializer):
    """A question of ours, and the answer where there is one."""

    question = MessageFields()
    answer = MessageFields(allow_null=True)


class SeatFields(serializers.Serializer):
    """A chair at an obstacle."""

    username = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    role = serializers.CharField()

    def get_username(self, seat: Seat) -> str:
        return seat.user.username if seat.user else ""

    def get_name(self, seat: Seat) -> str:
        return seat.speaker


def rows(serializer: Any, found: Any) -> dict[str, Any]:
    return {"results": serializer(found, many=True).data}
