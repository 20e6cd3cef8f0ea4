"""The log as people read it: lines with names and the facts that matter."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from obstacles.days import write_day
from obstacles.models import User
from web.marks import mark_of
from workflow import periods
from workflow.models import Case, Entry, Seat
from workflow.states import Kind

from .done import done
from .named import Names, fact_words, names_in

NEWEST = 40
# Which facts say most in one line, for each step that has any.
TELLING = {
    "assign": ("lead",),
    "hand_over": ("to",),
    "consult": ("bodies", "network"),
    "link": ("obstacle", "title"),
    "redirect": ("destination", "why"),
    "reject": ("why",),
    "dismiss": ("why",),
    "close_unresolved": ("why",),
    "hold": ("why", "review_on"),
    "merge": ("into",),
    "adopt": ("act_reference",),
    "report_progress": ("milestone",),
    "escalate": ("level", "body"),
    "edit_side": ("area", "state"),
    "share": ("bodies",),
    "unshare": ("bodies",),
    "accept": ("handled_by",),
    "decline": ("why",),
    "forward": ("body",),
    "split": ("bodies",),
    "answer": ("position",),
    "extend": ("until",),
    "request_extension": ("until",),
}
FILTERS = ("all", "public", "messages", "changes")
MESSAGES = frozenset({"ask_reporter", "reply", "add", "message", "note", "answer", "ask_back"})


@dataclass(frozen=True)
class Line:
    """One line of the log, ready to be read."""

    entry: Entry
    case: Case
    who: str
    what: str
    text: str


def lines(
    case: Case, *, only: str = "all", most: int = NEWEST, with_questions: bool = False
) -> list[Line]:
    """The newest lines of a case; an obstacle's with those of its consultations."""
    found = Entry.objects.filter(_of(case, with_questions)).select_related(
        "case__report", "case__obstacle", "case__consultation__authority"
    )
    ordered = [one for one in found.order_by("-at", "-number") if _belongs(one, only)]
    kept = ordered[:most]
    people, names = names_of(kept), names_in(kept)
    return [_line(case, entry, people, names) for entry in kept]


def _of(case: Case, with_questions: bool) -> Q:
    mine = Q(case=case.pk)
    if with_questions and case.kind == Kind.OBSTACLE:
        asked = Q(case__parent=case.pk, case__kind=Kind.CONSULTATION)
        return mine | asked & ~Q(step="draft")
    return mine


def _belongs(entry: Entry, only: str) -> bool:
    step = entry.case.steps.get(entry.step)
    match only:
        case "public":
            return step is not None and step.public
        case "messages":
            return entry.step in MESSAGES
        case "changes":
            return step is not None and step.versioned
    return True


def names_of(entries: Iterable[Any]) -> dict[UUID, str]:
    """Name everybody who wrote a line: two queries, however many lines there are."""
    rows = list(entries)
    people = {one.actor for one in rows if one.actor_kind == "official"}
    seats = {one.actor for one in rows if one.actor_kind == "bearer"}
    names: dict[UUID, str] = {}
    if people:
        names = {user.pk: str(user) for user in User.objects.filter(pk__in=people)}
    if seats:
        found = Seat.objects.filter(pk__in=seats).select_related("user", "authority")
        names |= {seat.pk: seat.speaker for seat in found}
    return names


def name_of(entry: Any, names: Mapping[UUID, str]) -> str:
    """Whoever wrote one line, in words for colleagues."""
    if entry.actor in names:
        return names[entry.actor]
    match entry.actor_kind:
        case "official":
            return _("a former colleague")
        case "clock":
            return _("the clock")
        case "rule":
            return _("a rule")
        case "import":
            return _("an import")
    return _("the reporter")


def _line(case: Case, entry: Entry, people: Mapping[UUID, str], names: Names) -> Line:
    here = entry.case
    what = done(here, entry.step)
    if here.pk != case.pk:
        what = _("%(body)s: %(what)s") % {
            "body": here.consultation.authority.name,
            "what": what,
        }
    return Line(entry, here, name_of(entry, people), what, facts_line(here, entry, names))


def facts_line(case: Case, entry: Entry, names: Names) -> str:
    """The facts that say most, in one line."""
    told = (fact_words(case, entry, field, names) for field in TELLING.get(entry.step, ()))
    return ", ".join(words for words in told if words)


def timeline(told: Sequence[Line], *, clocks: Iterable[Any]) -> list[dict[str, Any]]:
    """What is expected, then what happened: the items of the timeline partial, newest first."""
    ahead = [
        {
            "when": write_day(clock.due_on),
            "what": _("Due: %(clock)s") % {"clock": periods.rule(clock.rule).label},
            "text": periods.explain(clock.why),
            "lane": "b" if clock.rule in ("S3", "R1") else "a",
            "next": True,
        }
        for clock in clocks
    ]
    items = [*ahead, *map(_item, told)]
    for item, below in itertools.pairwise(items):
        item["turn"] = item["lane"] != below["lane"]
    return items


def _item(line: Line) -> dict[str, Any]:
    day = write_day(line.entry.at)
    return {
        "when": _("%(day)s, %(who)s") % {"day": day, "who": line.who},
        "what": line.what,
        "text": line.text,
        "lane": "b" if mark_of(line.entry.after) == "wait" else "a",
    }
