"""A case as JSON: every field asks the policy whether this reader may see it."""

from typing import Any, ClassVar

from rest_framework import serializers

from workflow import policy
from workflow.actors import Actor
from workflow.models import Case
from workflow.states import Kind

# The part of fields that no role reads unasked; the view adds them (see api.expansion).
ON_REQUEST = "on request"


class Masked(serializers.Serializer):
    """Shows of a case what its reader may see; what they may not see is absent, not empty."""

    # Which readable part of a case (policy.SEES) each field belongs to; "" is for everybody.
    part_of: ClassVar[dict[str, str]] = {}

    def to_representation(self, instance: Case) -> dict[str, Any]:
        seen = readable(instance, self.context["actor"])
        shown: dict[str, Any] = {}
        for field in self._readable_fields:
            name = str(field.field_name)
            part = self.part_of.get(name, "")
            if part and part not in seen:
                continue
            value = field.get_attribute(instance)
            shown[name] = None if value is None else field.to_representation(value)
        return shown


def readable(case: Case, actor: Actor) -> frozenset[str]:
    return policy.readable(policy.roles(case, actor))


def text(source: str | None = None) -> serializers.CharField:
    """A text that may be masked."""
    return serializers.CharField(required=False, source=source)


def choice(choices: Any, **options: Any) -> serializers.ChoiceField:
    """One of a closed list of codes."""
    return serializers.ChoiceField(choices=choices.choices, **options)


def day(source: str) -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True, source=source)


class InFourLanguages(serializers.Serializer):
    """A text in the languages it is available in."""

    nl = serializers.CharField(required=False)
    fr = serializers.CharField(required=False)
    de = serializers.CharField(required=False)
    en = serializers.CharField(required=False)


class Coded(serializers.Serializer):
    """A row of reference data: the code to send, the name to show."""

    code = serializers.CharField()
    name = serializers.CharField()


def coded(row: Any) -> dict[str, str] | None:
    """A row of reference data as its code and its name in the language being spoken."""
    if row is None:
        return None
    return {"code": getattr(row, "slug", "") or getattr(row, "code", ""), "name": str(row)}


class CaseFields(Masked):
    """What every case shows to whoever may see it at all."""

    id = serializers.SerializerMethodField()
    reference = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    state: serializers.Field = serializers.CharField()
    state_label = serializers.CharField()
    version = serializers.IntegerField()
    is_open = serializers.SerializerMethodField()
    opened_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    my_roles = serializers.SerializerMethodField()
    handler = serializers.SerializerMethodField(required=False)

    def get_id(self, case: Case) -> str:
        return str(case.subject.pk)

    def get_is_open(self, case: Case) -> bool:
        return case.closed_at is None

    def get_my_roles(self, case: Case) -> list[str]:
        return sorted(policy.roles(case, self.context["actor"]))

    def get_handler(self, case: Case) -> str | None:
        return case.handler.username if case.handler else None
