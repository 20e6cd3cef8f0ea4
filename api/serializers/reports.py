"""A report as JSON."""

from rest_framework import serializers

from workflow.models import Case
from workflow.states import Intake

from .masked import ON_REQUEST, CaseFields, choice, coded, day, text
from .obstacles import ObstacleRow


class ContactFields(serializers.Serializer):
    """How the reporter may be reached; for those only who may know it."""

    way = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()
    address = serializers.CharField()
    language = serializers.CharField()
    bounced_on = serializers.DateField(allow_null=True)


class ReportExpansion(serializers.Serializer):
    """What was asked for with expand, as far as its reader may see it."""

    obstacle = ObstacleRow(required=False)


class ReportRow(CaseFields):
    """A report in a list."""

    state = choice(Intake)
    received_on = day("report.received_on")
    language = text("report.language")
    border = serializers.SerializerMethodField(required=False)
    theme = serializers.SerializerMethodField(required=False)
    reporter_kind = text("report.reporter_kind")
    channel = text("report.channel")
    is_anonymous = serializers.BooleanField(source="report.is_anonymous", required=False)
    obstacle = serializers.SerializerMethodField(required=False)
    expanded = ReportExpansion(required=False)

    part_of = {
        "handler": "people",
        "language": "story",
        "border": "classification",
        "theme": "classification",
        "reporter_kind": "story",
        "channel": "story",
        "obstacle": "links",
        "expanded": ON_REQUEST,
    }

    def get_border(self, case: Case) -> dict[str, str] | None:
        return coded(case.report.border)

    def get_theme(self, case: Case) -> dict[str, str] | None:
        return coded(case.report.theme)

    def get_obstacle(self, case: Case) -> str | None:
        return case.parent.reference if case.parent else None


TOLD = (
    "account",
    "organisation",
    "since",
    "frequency",
    "cost",
    "office",
    "tried",
    "idea",
    "court_case",
)


class ReportDetail(ReportRow):
    """A report: the words of whoever told us, never edited."""

    account = text("report.account")
    organisation = text("report.organisation")
    since = text("report.since")
    frequency = text("report.frequency")
    cost = text("report.cost")
    office = text("report.office")
    tried = text("report.tried")
    idea = text("report.idea")
    court_case = text("report.court_case")
    erased_on = day("report.erased_on")

    part_of = {**ReportRow.part_of, **dict.fromkeys(TOLD, "story")}
