"""What is to be done today: panels of open cases, the nearest lawful day first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import narrowing
from .actors import Official
from .models import Case
from .roles import DESK, Role
from .states import Asking, Intake, Kind, Resolution

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

AHEAD = timedelta(days=14)
WAITS_FOR_ME = {
    Kind.REPORT: (Intake.IN_TRIAGE,),
    Kind.OBSTACLE: (Resolution.ASSIGNED, Resolution.IN_ANALYSIS, Resolution.SOLUTION_PROPOSED),
    Kind.CONSULTATION: (Asking.DRAFT, Asking.QUESTION_BACK, Asking.ANSWERED, Asking.DECLINED),
}


@dataclass(frozen=True)
class Panel:
    """Cases that wait for the same thing; ``query`` narrows the queue to them."""

    name: str
    heading: "StrPromise"
    query: str
    cases: Any


def panels(actor: Official, *, today: date) -> Iterator[Panel]:
    """The panels of one person's day, the most urgent first."""
    mine = Q(handler=actor.user) | Q(parent__handler=actor.user, kind=Kind.CONSULTATION)
    soon = Q(due_on__lte=today + AHEAD)
    with_me = f"assignee={actor.user.get_username()}"
    yield _panel(actor, "due", pgettext_lazy("panel", "Due"), with_me, mine & soon)
    if actor.offices & DESK:
        new = Q(kind=Kind.REPORT, state=Intake.RECEIVED)
        yield _panel(actor, "new", _("New, for triage"), "kind=report&state=RECEIVED", new)
    arrived = mine & narrowing.arrived()
    yield _panel(actor, "arrived", _("Answers arrived"), "arrived=true", arrived)
    yield _panel(actor, "waiting", _("Waiting for you"), with_me, mine & _waits() & ~soon)
    if Role.COORDINATOR in actor.offices:
        nobodys = Q(kind=Kind.OBSTACLE) & (Q(handler=None) | Q(publication="IN_REVIEW"))
        query = "kind=obstacle&assignee=nobody"
        yield _panel(actor, "nobodys", _("Nobody’s yet, or to approve"), query, nobodys)


def _waits() -> Q:
    found = (Q(kind=kind, state__in=states) for kind, states in WAITS_FOR_ME.items())
    return Q(*found, _connector=Q.OR)


def _panel(actor: Official, name: str, heading: "StrPromise", query: str, wanted: Q) -> Panel:
    cases = narrowing.with_due_day(Case.objects.visible_to(actor).open())
    found = cases.filter(wanted).order_by("due_on", "opened_at", "id")
    return Panel(name, heading, query, found)
