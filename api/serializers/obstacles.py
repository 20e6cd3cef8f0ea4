"""An obstacle as JSON, for those who work on it."""

from typing import Any

from rest_framework import serializers

from obstacles.languages import columns
from workflow.models import Case
from workflow.roles import CARRIED_DOWN
from workflow.states import Kind, Publication, Resolution

from .masked import CaseFields, Coded, InFourLanguages, choice, coded, text


class ObstacleRow(CaseFields):
    """An obstacle in a list."""

    state = choice(Resolution)
    title = text("obstacle.title")
    title_language = text("obstacle.title_language")
    borders = serializers.SerializerMethodField(required=False)
    theme = serializers.SerializerMethodField(required=False)
    publication = choice(Publication, required=False)
    level = text()

    part_of = {
        "handler": "people",
        "title": "text",
        "title_language": "text",
        "borders": "text",
        "theme": "text",
        "publication": "publication",
        "level": "people",
    }

    def get_borders(self, case: Case) -> list[dict[str, str] | None]:
        return [coded(border) for border in case.obstacle.borders.all()]

    def get_theme(self, case: Case) -> dict[str, str] | None:
        return coded(case.obstacle.theme)


class ObstacleDetail(ObstacleRow):
    """An obstacle: both sides, the way out, how it ended, who works on it."""

    titles = serializers.SerializerMethodField(required=False)
    summaries = serializers.SerializerMethodField(required=False)
    original_language = text("obstacle.original_language")
    known_since = serializers.IntegerField(
        source="obstacle.known_since", required=False, allow_null=True
    )
    sides = serializers.SerializerMethodField(required=False)
    solutions = serializers.SerializerMethodField(required=False)
    outcomes = serializers.SerializerMethodField(required=False)
    merged_into = serializers.SerializerMethodField(required=False)
    snapshot = serializers.SerializerMethodField(required=False)
    people = serializers.SerializerMethodField(required=False)
    reports = serializers.SerializerMethodField(required=False)
    consultations = serializers.SerializerMethodField(required=False)
    source_url = text("obstacle.source_url")

    part_of = {
        **ObstacleRow.part_of,
        "titles": "text",
        "summaries": "text",
        "original_language": "text",
        "known_since": "text",
        "sides": "sides",
        "solutions": "solution",
        "outcomes": "outcome",
        "merged_into": "links",
        "snapshot": "publication",
        "people": "people",
        "reports": "reports",
        "consultations": "consultations",
        "source_url": "sources",
    }

    def get_titles(self, case: Case) -> dict[str, str]:
        return columns(case.obstacle, "title")

    def get_summaries(self, case: Case) -> dict[str, str]:
        return columns(case.obstacle, "summary")

    def get_sides(self, case: Case) -> list[dict[str, Any]]:
        rows = case.obstacle.sides.select_related("area", "authority", "provision")
        return [_side(row) for row in rows.order_by("rank", "id")]

    def get_solutions(self, case: Case) -> list[dict[str, Any]]:
        rows = case.obstacle.solutions.prefetch_related("bodies", "provisions")
        return [_solution(row) for row in rows.order_by("proposed_on", "id")]

    def get_outcomes(self, case: Case) -> list[dict[str, Any]]:
        rows = case.obstacle.outcomes.select_related("reason")
        return [outcome(row) for row in rows.order_by("decided_on", "id")]

    def get_merged_into(self, case: Case) -> str | None:
        into = case.obstacle.merged_into
        return into.reference if into else None

    def get_snapshot(self, case: Case) -> int | None:
        published = case.obstacle.published
        return published.number if published else None

    def get_people(self, case: Case) -> list[dict[str, str]]:
        rows = case.seats.filter(role__in=CARRIED_DOWN).select_related("user")
        return [{"username": row.user.username, "role": row.role} for row in rows if row.user]

    def get_reports(self, case: Case) -> int:
        return case.parts.filter(kind=Kind.REPORT).count()

    def get_consultations(self, case: Case) -> list[str]:
        rows = case.parts.filter(kind=Kind.CONSULTATION).order_by("opened_at", "id")
        return list(rows.values_list("consultation__reference", flat=True))


class OutcomeFields(serializers.Serializer):
    """How an obstacle was closed, in words for those who reported."""

    reason = Coded(allow_null=True)
    words = InFourLanguages()
    still_possible = serializers.CharField()
    language = serializers.CharField()
    legal_reference = serializers.CharField()
    redress_on = serializers.DateField(allow_null=True)
    decided_on = serializers.DateField()
    lifted_on = serializers.DateField(allow_null=True)


def _side(row: Any) -> dict[str, Any]:
    return {
        "area": coded(row.area),
        "nature": row.nature,
        "provision": str(row.provision) if row.provision else "",
        "body": coded(row.authority),
        "position": row.position,
        "state": row.state,
        "words": row.words,
        "language": row.words_language,
    }


def _solution(row: Any) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "text": row.text,
        "language": row.language,
        "bodies": [coded(body) for body in row.bodies.all()],
        "provisions": [str(one) for one in row.provisions.all()],
        "act_reference": row.act_reference,
        "proposed_on": row.proposed_on,
        "adopted_on": row.adopted_on,
        "revised_on": row.revised_on,
    }


def outcome(row: Any) -> dict[str, Any]:
    """An outcome as it is shown."""
    return {
        "reason": coded(row.reason),
        "words": columns(row, "words"),
        "still_possible": row.still_possible,
        "language": row.still_possible_language,
        "legal_reference": row.legal_reference,
        "redress_on": row.redress_on,
        "decided_on": row.decided_on,
        "lifted_on": row.lifted_on,
    }
