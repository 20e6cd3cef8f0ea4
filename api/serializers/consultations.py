"""A question to a body as JSON, for both ends of it."""

from typing import Any

from rest_framework import serializers

from workflow.models import Case
from workflow.states import Asking

from .masked import ON_REQUEST, CaseFields, choice, coded, day, text
from .obstacles import ObstacleRow
from .pages import Organisation


class ConsultationExpansion(serializers.Serializer):
    """What was asked for with expand, as far as its reader may see it."""

    obstacle = ObstacleRow(required=False)
    body = Organisation(required=False)


class ConsultationRow(CaseFields):
    """A consultation in a list."""

    state = choice(Asking)
    subject = text("consultation.subject")
    body = serializers.SerializerMethodField(required=False)
    answer_by = day("consultation.answer_by")
    language = text("consultation.language")
    obstacle = serializers.SerializerMethodField(required=False)
    expanded = ConsultationExpansion(required=False)

    part_of = {
        "handler": "people",
        "subject": "question",
        "body": "question",
        "answer_by": "question",
        "language": "question",
        "obstacle": "links",
        "expanded": ON_REQUEST,
    }

    def get_body(self, case: Case) -> dict[str, str] | None:
        return coded(case.consultation.authority)

    def get_obstacle(self, case: Case) -> str | None:
        return case.parent.reference if case.parent else None


class ConsultationDetail(ConsultationRow):
    """A consultation: the question, and the body's own answer."""

    question = text("consultation.question")
    part = text("consultation.part")
    handled_by = text("consultation.handled_by")
    position = text("consultation.position")
    answer = text("consultation.answer")
    answer_language = text("consultation.answer_language")
    answered_at = serializers.DateTimeField(
        source="consultation.answered_at", required=False, allow_null=True
    )
    is_late = serializers.BooleanField(source="consultation.is_late", required=False)
    acts_by = day("consultation.acts_by")
    act_reference = text("consultation.act_reference")
    may_be_quoted = serializers.BooleanField(source="consultation.may_be_quoted", required=False)
    released_on = day("consultation.released_on")
    taken_from_it = text("consultation.taken_from_it")

    part_of = {
        **ConsultationRow.part_of,
        "question": "question",
        "part": "question",
        "handled_by": "answer",
        "position": "answer",
        "answer": "answer",
        "answer_language": "answer",
        "answered_at": "answer",
        "is_late": "answer",
        "acts_by": "answer",
        "act_reference": "answer",
        "may_be_quoted": "answer",
        "released_on": "answer",
        # What we made of it is ours: the body sees its own words only.
        "taken_from_it": "log",
    }


class PacketFields(serializers.Serializer):
    """Exactly what the asked body is shown, as it was frozen when we asked."""

    subject = serializers.CharField()
    question = serializers.CharField()
    language = serializers.CharField()
    part = serializers.CharField()
    answer_by = serializers.DateField(allow_null=True)
    fields_shown = serializers.DictField()
    documents = serializers.ListField(child=serializers.DictField())


def packet(case: Case) -> dict[str, Any]:
    """The packet of one consultation, the same for the body and for us."""
    asked = case.consultation
    box = getattr(asked, "packet", None)
    documents = box.documents.order_by("name") if box else []
    return {
        "subject": asked.subject,
        "question": asked.question,
        "language": asked.language,
        "part": asked.part,
        "answer_by": asked.answer_by,
        "fields_shown": dict(box.fields) if box else {},
        "documents": [
            {"name": one.name, "media_type": one.media_type, "size": one.size} for one in documents
        ],
    }
