"""Finds what should follow from a case and that nobody wrote down, and owes it after all.

A report may be linked in the moment in which its obstacle is closed; a worker may die. The sweep
looks at how things stand, not at how they came about, so it may run as often as one likes.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from . import alarm
from .models import Case, Entry, Errand
from .states import AWAITED, Asking, Intake, Kind, Resolution

CLOSED_ABOVE = Q(parent__closed_at__isnull=False) & ~Q(parent__state=Resolution.MERGED)


def owe_overlooked(*, now: datetime) -> int:
    """Owe each step that should have followed and did not; return how many there were."""
    found = 0
    for step, cases in _standing():
        waiting = Errand.objects.filter(case=OuterRef("pk"), step=step, settled_at=None)
        for case in cases.filter(~Exists(waiting)).order_by("pk"):
            Errand.objects.update_or_create(
                case=case,
                step=step,
                cause=_cause(case),
                defaults={"owed_at": now, "settled_at": None, "refused": ""},
            )
            found += 1
    if found:
        alarm.wake(alarm.ERRANDS)
    return found


def _standing() -> Iterator[tuple[str, Any]]:
    """Cases that stand where only an errand leads on, by the step that is owed."""
    reports = Case.objects.of(Kind.REPORT)
    asked = Case.objects.of(Kind.CONSULTATION)
    still_asked = asked.filter(state__in=[*AWAITED, Asking.FORWARDED])
    yield "conclude", reports.filter(CLOSED_ABOVE, state=Intake.LINKED)
    yield (
        "relink",
        reports.filter(state=Intake.ANSWERED, parent__isnull=False, parent__closed_at=None),
    )
    yield (
        "move",
        reports.filter(state__in=[Intake.LINKED, Intake.ANSWERED], parent__state=Resolution.MERGED),
    )
    yield "withdraw", still_asked.filter(parent__closed_at__isnull=False)
    yield "positions_in", _nobody_awaited(asked)


def _nobody_awaited(asked: Any) -> Any:
    """Obstacles in consultation for which no answer is open any more."""
    children = asked.filter(consultation__asked_through=OuterRef("consultation"), state__in=AWAITED)
    awaited = asked.filter(parent=OuterRef("pk")).filter(
        Q(state__in=AWAITED) | Q(Exists(children), state=Asking.FORWARDED)
    )
    return Case.objects.filter(~Exists(awaited), state=Resolution.IN_CONSULTATION)


def _cause(case: Case) -> Entry:
    """The line that brought the obstacle to where it stands."""
    above = case if case.kind == Kind.OBSTACLE else case.parent
    return Entry.objects.filter(~Q(before=F("after")), case=above).latest("number")
