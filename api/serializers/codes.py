"""Shapes of the lists that say what else may be said: steps, codes, procedures."""

from rest_framework import serializers

from workflow.states import Kind

from .masked import InFourLanguages


class FilesTaken(serializers.Serializer):
    """How many files a step takes, sent as multipart."""

    most = serializers.IntegerField()
    required = serializers.BooleanField()  # type: ignore[assignment]


class BlockedStep(serializers.Serializer):
    """A step of one's roles that is not possible now, and why."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    doc = serializers.CharField()
    reason = serializers.CharField()


class AllowedStep(serializers.Serializer):
    """A step that can be taken now, with the JSON schema of its form."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    doc = serializers.CharField()
    href = serializers.CharField()
    form = serializers.DictField()
    files = FilesTaken(allow_null=True)


class TransitionsFields(serializers.Serializer):
    """Steps of one's own roles."""

    state = serializers.CharField()
    version = serializers.IntegerField()
    allowed = AllowedStep(many=True)
    blocked = BlockedStep(many=True)


class StateFields(serializers.Serializer):
    state = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    open = serializers.BooleanField(required=False)


class StepFields(serializers.Serializer):
    """A step: where it leads from where, who may take it, what it asks."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    doc = serializers.CharField()
    field = serializers.CharField()
    moves = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    by = serializers.ListField(child=serializers.CharField())
    asks = serializers.ListField(child=serializers.CharField())
    starts = serializers.ListField(child=serializers.CharField())
    stops = serializers.ListField(child=serializers.CharField())
    raises_version = serializers.BooleanField()
    public = serializers.BooleanField()


class ProcedureFields(serializers.Serializer):
    """A procedure: its states and its steps."""

    states = StateFields(many=True)
    publication = StateFields(many=True)
    steps = StepFields(many=True)


class NamedCode(serializers.Serializer):
    """A code to send, and its names."""

    code = serializers.CharField()
    names = InFourLanguages()


class Language(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class BorderCode(NamedCode):
    kind = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]


class ThemeCode(NamedCode):
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]


class ReasonCode(NamedCode):
    step = serializers.CharField()


class DestinationCode(NamedCode):
    kind = serializers.CharField()
    website = serializers.CharField(allow_blank=True)


class ReferenceFields(serializers.Serializer):
    """All codes a client sends, with their names."""

    languages = Language(many=True)
    borders = BorderCode(many=True)
    themes = ThemeCode(many=True)
    areas = NamedCode(many=True)
    reasons = ReasonCode(many=True)
    destinations = DestinationCode(many=True)
    reporter_kinds = Language(many=True)
    contact_ways = Language(many=True)
    channels = Language(many=True)


PROCEDURES = {str(kind.value): ProcedureFields() for kind in Kind}
Procedures = type(
    "Procedures",
    (serializers.Serializer,),
    {"__doc__": "Each kind of case, and how work on it goes.", **PROCEDURES},
)
