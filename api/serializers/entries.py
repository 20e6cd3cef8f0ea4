"""The log of a case as JSON: everything inside the house, public steps outside."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers

from obstacles.models import User
from workflow import policy
from workflow.actors import Actor, Clock, Importer, Rule, Visitor
from workflow.models import Case, Entry, Seat


class EntryFields(serializers.Serializer):
    """One line of the log. Facts and names are for colleagues only."""

    number = serializers.IntegerField()
    step = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    before = serializers.CharField(required=False)
    after = serializers.CharField(required=False)
    publication = serializers.CharField(required=False)
    version = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = serializers.CharField(required=False)
    facts = serializers.DictField(required=False)


class HistoryPage(serializers.Serializer):
    """A stretch of the log, and where it goes on."""

    results = EntryFields(many=True)
    next_cursor = serializers.CharField(allow_null=True)


def lines(case: Case, rows: Iterable[Entry], *, seen: frozenset[str]) -> list[dict[str, Any]]:
    """Show lines of the log; who wrote them is asked once for all of them."""
    rows, inside = list(rows), "log" in seen
    names = _names(rows) if inside else {}
    shown = []
    for row in rows:
        step = case.steps.get(row.step)
        line = {
            "number": row.number,
            "step": row.step,
            "label": str(step.label) if step else row.step,
            "version": row.version,
            "at": localtime(row.at),
        }
        if inside:
            line |= {
                "before": row.before,
                "after": row.after,
                "publication": row.publication,
                "by": _who(row, names),
                "facts": row.facts if policy.facts_shown(row.step, seen) else {},
            }
        shown.append(line)
    return shown


def _names(rows: list[Entry]) -> dict[Any, str]:
    """Names of all the people and seats that wrote these lines, in two queries."""
    people = {row.actor for row in rows if row.actor and row.actor_kind == "official"}
    seats = {row.actor for row in rows if row.actor and row.actor_kind == "bearer"}
    found: dict[Any, str] = {}
    if people:
        found |= {user.pk: str(user) for user in User.objects.filter(pk__in=people)}
    if seats:
        sat = Seat.objects.filter(pk__in=seats).select_related("user", "authority")
        found |= {seat.pk: seat.speaker for seat in sat}
    return found


NOBODY: dict[str, Actor] = {"clock": Clock(), "import": Importer(), "visitor": Visitor()}


def _who(row: Entry, names: dict[Any, str]) -> str:
    if row.actor_kind in NOBODY:
        return NOBODY[row.actor_kind].label
    if row.actor_kind == "rule":
        return Rule(row.actor).label if row.actor else ""
    return names.get(row.actor, "")


class Taken(serializers.Serializer):
    """What a step did."""

    entry = serializers.IntegerField()
    step = serializers.CharField()
    reference = serializers.CharField()
    version = serializers.IntegerField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    publication = serializers.CharField()
    notices_queued = serializers.IntegerField()


def taken(entry: Entry, case: Case) -> dict[str, Any]:
    """Say what a step did, from its line of the log."""
    return {
        "entry": entry.number,
        "step": entry.step,
        "reference": case.reference,
        "version": entry.version,
        "state": entry.after,
        "state_label": entry.case.state_label,
        "publication": entry.publication,
        "notices_queued": entry.notices.count() if case.steps[entry.step].tells else 0,
    }
