"""What the public and a reporter read: approved texts, plain sentences, never a state of ours."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate
from rest_framework import serializers

from obstacles.languages import CODES, columns
from obstacles.models import Obstacle, Snapshot
from workflow import reasons
from workflow.models import Case, Entry
from workflow.standing import sentence
from workflow.states import Asking, Intake, Kind, Resolution

from .masked import coded

WAITING_FOR_BODY = (Asking.SENT, Asking.ACCEPTED, Asking.FORWARDED)
# Clocks whose day a reporter is told.
TOLD = ("S1", "S2", "R1", "E6", "E12")


class NextDate(serializers.Serializer):
    """By when there is news, and why by then."""

    on = serializers.DateField()
    why = serializers.CharField()
    is_late = serializers.BooleanField()


class PublicStep(serializers.Serializer):
    """A public step of a report."""

    on = serializers.DateField()
    step = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class PublicReport(serializers.Serializer):
    """How a report stands, for whoever reported."""

    reference = serializers.CharField()
    state = serializers.CharField()
    version = serializers.IntegerField()
    status = serializers.CharField()
    is_open = serializers.BooleanField()
    now_with = serializers.ListField(child=serializers.CharField())
    next = NextDate(allow_null=True)
    timeline = PublicStep(many=True)


def public_report(case: Case, today: Any) -> dict[str, Any]:
    """All that a reporter is told of their report, but for the messages."""
    return {
        "reference": case.reference,
        "state": case.state,
        "version": case.version,
        "status": sentence(case),
        "is_open": case.closed_at is None,
        "now_with": now_with(case),
        "next": next_date(case, today),
        "timeline": timeline(case),
    }


def now_with(case: Case) -> list[str]:
    """Who has it now: "reporter", "centre", the asked bodies by name, or nobody."""
    if case.state in (Intake.AWAITING_REPORTER, Intake.LAPSED):
        return ["reporter"]
    if case.closed_at is not None:
        return []
    asked = _asked_bodies(case)
    return asked or ["centre"]


def _asked_bodies(case: Case) -> list[str]:
    if case.parent is None or case.parent.state != Resolution.IN_CONSULTATION:
        return []
    waiting = case.parent.parts.filter(kind=Kind.CONSULTATION, state__in=WAITING_FOR_BODY)
    found = waiting.select_related("consultation__authority").order_by("opened_at", "id")
    return list(dict.fromkeys(one.consultation.authority.name for one in found))


def next_date(case: Case, today: Any) -> dict[str, Any] | None:
    """The nearest day of a clock that runs towards the reporter's next news."""
    clock = next((one for one in case.running if one.rule in TOLD), None)
    if clock is None:
        return None
    return {
        "on": clock.due_on,
        "why": reasons.sentences(clock.why),
        "is_late": clock.due_on < today,
    }


def timeline(case: Case) -> list[dict[str, Any]]:
    """Public steps by day, oldest first."""
    public = {name: step for name, step in case.steps.items() if step.public}
    rows: Iterable[Entry] = case.log.filter(step__in=public).order_by("number")
    return [
        {"on": localdate(row.at), "step": row.step, "label": str(public[row.step].label)}
        for row in rows
    ]


class PublicObstacle(serializers.Serializer):
    """An obstacle as approved for the public: its snapshot, and where it stands."""

    reference = serializers.CharField()
    status = serializers.CharField()
    status_label = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField()
    titles = serializers.DictField(child=serializers.CharField())
    borders = serializers.ListField(child=serializers.DictField())
    theme = serializers.DictField()
    known_since = serializers.IntegerField(allow_null=True)
    published_on = serializers.DateField()
    snapshot = serializers.IntegerField()


class PublicObstacleDetail(PublicObstacle):
    """An obstacle of the register with its text and both sides."""

    summary = serializers.CharField()
    summaries = serializers.DictField(child=serializers.CharField())
    origins = serializers.DictField(child=serializers.CharField())
    sides = serializers.ListField(child=serializers.DictField())
    source_url = serializers.CharField()


def public_obstacle(obstacle: Obstacle) -> dict[str, Any]:
    """A line of the register."""
    snapshot: Snapshot = obstacle.published  # type: ignore[assignment]
    return {
        "reference": obstacle.reference,
        "status": obstacle.status,
        "status_label": obstacle.get_status_display(),
        "title": snapshot.title,
        "language": snapshot.title_language,
        "titles": columns(snapshot, "title"),
        "borders": [coded(border) for border in obstacle.borders.all()],
        "theme": coded(obstacle.theme),
        "known_since": obstacle.known_since,
        "published_on": localdate(snapshot.approved_at),
        "snapshot": snapshot.number,
    }


def public_obstacle_detail(obstacle: Obstacle) -> dict[str, Any]:
    """A page of the register."""
    snapshot: Snapshot = obstacle.published  # type: ignore[assignment]
    return {
        **public_obstacle(obstacle),
        "summary": snapshot.summary,
        "summaries": columns(snapshot, "summary"),
        "origins": {code: getattr(snapshot, f"origin_{code}") for code in CODES},
        "sides": snapshot.sides,
        "source_url": obstacle.source_url,
    }
