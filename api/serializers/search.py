"""What a search found: any kind of case, and the words for which it was found."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from workflow.models import Case
from workflow.states import Kind

from .masked import CaseFields, readable

HEADINGS = {Kind.OBSTACLE: "text", Kind.CONSULTATION: "question"}


class FoundIn(serializers.Serializer):
    """A piece of one text, and the words in it that were looked for."""

    field = serializers.CharField()
    language = serializers.CharField()
    snippet = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())


class TitledCase(CaseFields):
    """A case of any kind in a list."""

    title = serializers.SerializerMethodField(required=False)

    part_of = {"handler": "people"}

    def to_representation(self, instance: Case) -> dict[str, Any]:
        """A report has no title; the title of another case is a part that not all may read."""
        told = super().to_representation(instance)
        part = HEADINGS.get(Kind(instance.kind), "")
        if part not in readable(instance, self.context["actor"]):
            del told["title"]
        return told

    def get_title(self, case: Case) -> str:
        return str(getattr(case.subject, "subject", "") or getattr(case.subject, "title", ""))


class FoundCase(TitledCase):
    """A case that was found."""

    found_in = serializers.SerializerMethodField()

    @extend_schema_field(FoundIn(many=True))
    def get_found_in(self, case: Case) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = self.context["found_in"][case.pk]
        return told
