"""How many cases of a list stand at each state, border, theme and deadline."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.text import capfirst

from obstacles.languages import CODES
from obstacles.models import Border, Theme
from workflow import narrowing
from workflow.filters import CLOCKS, NOBODY
from workflow.states import STATES, Kind

BORDERS = {
    Kind.REPORT: "report__border",
    Kind.OBSTACLE: "obstacle__borders",
    Kind.CONSULTATION: "consultation__obstacle__borders",
}
THEMES = {
    Kind.REPORT: "report__theme",
    Kind.OBSTACLE: "obstacle__theme",
    Kind.CONSULTATION: "consultation__obstacle__theme",
}


@dataclass(frozen=True)
class Choice:
    """One value a list can be narrowed to, and how many would stay."""

    name: str
    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Facets:
    total: int
    late: int
    clock: tuple[Choice, ...]
    state: tuple[Choice, ...]
    border: tuple[Choice, ...]
    theme: tuple[Choice, ...]


def facets(cases: Any, kind: Kind, chosen: QueryDict, *, today: date) -> Facets:
    """Count a list four ways in three queries."""
    plain = cases.order_by()
    rows = list(plain.values("state", "due_on").annotate(number=Count("pk")))
    by_state, by_clock = Counter[str](), Counter[str]()
    for row in rows:
        by_state[row["state"]] += row["number"]
        by_clock[_clock(row["due_on"], today)] += row["number"]
    states = [(value, capfirst(label)) for value, label in STATES[kind].choices]
    return Facets(
        total=sum(by_state.values()),
        late=by_clock["late"],
        clock=tuple(_choices("clock", CLOCKS, by_clock, chosen)),
        state=tuple(_choices("state", states, by_state, chosen)),
        border=tuple(_places("border", plain, BORDERS[kind], chosen)),
        theme=tuple(_places("theme", plain, THEMES[kind], chosen)),
    )


def _clock(due_on: date | None, today: date) -> str:
    if due_on is None:
        return ""
    if due_on < today:
        return "late"
    return "soon" if due_on <= today + narrowing.SOON else "later"


def _choices(
    name: str, choices: Any, numbers: Mapping[str, int], chosen: QueryDict
) -> Iterator[Choice]:
    wanted = chosen.getlist(name)
    for value, label in choices:
        number = numbers.get(value, 0)
        if number or value in wanted:
            yield Choice(name, value, str(label), number, value in wanted)


def _places(name: str, cases: Any, path: str, chosen: QueryDict) -> Iterator[Choice]:
    """Borders or themes that occur, the most frequent first."""
    wanted = chosen.getlist(name)
    columns = ["slug", *(f"name_{code}" for code in CODES), *(["kind"] if name == "border" else [])]
    table = Border if name == "border" else Theme
    rows = cases.values(*(f"{path}__{one}" for one in columns))
    for found in rows.annotate(number=Count("pk")).order_by("-number", f"{path}__slug"):
        if found[f"{path}__slug"] is None:
            continue
        row: Any = table(**{one: found[f"{path}__{one}"] for one in columns})
        label = row.short if name == "border" else row.name
        yield Choice(name, row.slug, label, found["number"], row.slug in wanted)


@dataclass(frozen=True)
class View:
    """A ready list: its address, its words, how many."""

    query: str
    label: str
    number: int
    is_current: bool


@dataclass(frozen=True)
class Tally:
    """How many open cases of one kind there are, and of whom."""

    everything: int = 0
    mine: int = 0
    nobodys: int = 0
    arrived: int = 0


def tallies(cases: Any, user: Any) -> dict[str, Tally]:
    """Open cases by kind: all, mine, nobody's, with an answer; one query."""
    rows = (
        cases.open()
        .order_by()
        .values("kind")
        .annotate(
            everything=Count("pk"),
            mine=Count("pk", filter=Q(handler=user)),
            nobodys=Count("pk", filter=Q(handler=None)),
            arrived=Count("pk", filter=narrowing.arrived()),
        )
    )
    return {row.pop("kind"): Tally(**row) for row in rows}


__all__ = ["NOBODY", "Choice", "Facets", "Tally", "View", "facets", "tallies"]
