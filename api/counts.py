"""How long a list is: read off the tally where that is the same, counted where it is not."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from obstacles.models import Border, Theme
from workflow import policy, tallies
from workflow.actors import Actor
from workflow.models import CaseQuerySet
from workflow.states import CLOSED, Kind, open_states

from .paging import PAGING

STATES = frozenset({"state", "open"})
PLACES: dict[str, Any] = {"border": Border, "theme": Theme}


def counter(found: CaseQuerySet, kind: Kind, actor: Actor, given: Any) -> Callable[[], int]:
    """The exact number of cases in a list whose parameters were found right."""
    known = (
        PAGING | STATES | {"ordering", "expand"} | (PLACES.keys() if kind == Kind.REPORT else set())
    )
    if kind not in policy.kinds_seen(actor) or not known.issuperset(given):
        return found.count
    if set(given) >= STATES:
        return found.count
    return lambda: tallies.count(
        kind,
        states=_states(kind, given),
        borders=_keys("border", given),
        themes=_keys("theme", given),
    )


def _states(kind: Kind, given: Any) -> list[str] | None:
    if "open" in given:
        return list(open_states(kind) if given["open"] == "true" else CLOSED[kind])
    return given.getlist("state") if "state" in given else None


def _keys(name: str, given: Mapping[str, str]) -> list[UUID] | None:
    """The keys of a border or theme and of its parts."""
    if name not in given:
        return None
    named = Q(slug=given[name]) | Q(parent__slug=given[name])
    return list(PLACES[name].objects.filter(named).values_list("pk", flat=True))
