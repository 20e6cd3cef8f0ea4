"""A question to a body, for whoever comes by the link of a letter."""

from typing import Any

from rest_framework import serializers

from workflow import mailed_links
from workflow.models import AccessCode, Case

from .consultations import PacketFields, packet
from .masked import Coded, coded


class AskedDoor(serializers.Serializer):
    """Who asks whom, about what kind of thing, until when; nothing of the case."""

    reference = serializers.CharField()
    body = Coded()
    theme = Coded()
    language = serializers.CharField()
    answer_by = serializers.DateField(allow_null=True)


class ChallengeFields(serializers.Serializer):
    """Six digits are on their way to the mailbox of the body; send them back with this word."""

    challenge = serializers.CharField()
    expires_at = serializers.DateTimeField()


class AskedFields(PacketFields):
    """The question, its packet, and where it stands."""

    reference = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    version = serializers.IntegerField()


def door(code: AccessCode) -> dict[str, Any]:
    """What a link says before anybody proved who they are."""
    case = code.seat.case
    return {
        "reference": case.reference,
        "body": coded(code.seat.authority),
        "theme": coded(case.consultation.obstacle.theme),
        "language": case.consultation.language,
        "answer_by": mailed_links.answer_by(case),
    }


def asked(case: Case) -> dict[str, Any]:
    """What the body may read once it proved who it is."""
    return {
        **packet(case),
        "answer_by": mailed_links.answer_by(case),
        "reference": case.reference,
        "state": case.state,
        "state_label": case.state_label,
        "version": case.version,
    }
