"""What a list of cases may be narrowed by in an address; the conditions are those of the pages."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from obstacles.models import Authority, Border, Theme
from obstacles.references import Misread, read_reference
from obstacles.searching import MOST_CHARACTERS
from workflow import narrowing, policy
from workflow.actors import Actor, Official
from workflow.models import CaseQuerySet
from workflow.roles import CARRIED_DOWN
from workflow.states import STATES, Kind

from .cases import PREFIX
from .paging import wrong_parameter

PARAMETERS = {
    "q": "Words of the text, or a reference; at most 200 characters, of which 8 words count.",
    "state": "A state; repeat it for several.",
    "open": "true or false: still ours to finish, or closed.",
    "border": "Short address of a border.",
    "theme": "Short address of a theme.",
    "organisation": "Short address of a body that is asked or in charge of a side.",
    "assignee": "User name of the handler.",
    "overdue": "true or false: whether a clock has run out.",
    "created_after": "A day, or a time with its offset from UTC.",
    "updated_after": "A day, or a time with its offset from UTC.",
    "ordering": "opened, -opened, changed or -changed.",
}
SEVERAL = frozenset({"state"})
# The part of a case (policy.SEES) that a filter looks at.
PARTS = {
    "q": "text",
    "border": "text",
    "theme": "text",
    "organisation": "consultations",
    "assignee": "people",
    "overdue": "deadlines",
}
ELSEWHERE = {
    (Kind.REPORT, "q"): "story",
    (Kind.REPORT, "border"): "classification",
    (Kind.REPORT, "theme"): "classification",
    (Kind.CONSULTATION, "organisation"): "question",
}
ORDERINGS = {
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "-id"),
    "changed": ("changed_at", "id"),
    "-changed": ("-changed_at", "-id"),
}
Narrow = Callable[[CaseQuerySet, Kind, Any], CaseQuerySet]


def parameters(kind: Kind) -> dict[str, str]:
    """What lists of one kind may be narrowed by; no body is asked about a single report."""
    left_out = {"organisation"} if kind == Kind.REPORT else set()
    return {name: words for name, words in PARAMETERS.items() if name not in left_out}


def narrowed(found: CaseQuerySet, kind: Kind, actor: Actor, given: Any) -> CaseQuerySet:
    """Narrow and order a list by what stands in the address.

    A filter looks at those cases only of which its reader may read the filtered part, so that no
    count tells what the rows would not.
    """
    wanted = given.get("ordering", "-opened")
    if wanted not in ORDERINGS:
        words = _("Order by: %(names)s.") % {"names": ", ".join(ORDERINGS)}
        raise wrong_parameter("ordering", words)
    found = found.order_by(*ORDERINGS[wanted])
    for name, narrow in FILTERS.items():
        if name in given:
            part = ELSEWHERE.get((kind, name)) or PARTS.get(name, "")
            found = narrow(_where_readable(found, kind, actor, part), kind, given)
    return found


def _where_readable(found: CaseQuerySet, kind: Kind, actor: Actor, part: str) -> CaseQuerySet:
    if not part:
        return found
    readers = {role for role, parts in policy.SEES.items() if part in parts}
    offices = actor.offices if isinstance(actor, Official) else frozenset()
    if any(kind in policy.KINDS_SEEN.get(office, ()) for office in offices & readers):
        return found
    here, above = [str(role) for role in readers], [str(role) for role in readers & CARRIED_DOWN]
    return found.filter(Q(seats_here__overlap=here) | Q(seats_above__overlap=above))


def _states(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    states = given.getlist("state")
    known = STATES[kind].values
    if set(states) - set(known):
        words = _("States here: %(names)s.") % {"names": ", ".join(known)}
        raise wrong_parameter("state", words)
    return found.filter(state__in=states)


def _truth(given: Mapping[str, str], name: str) -> bool:
    if given[name] not in ("true", "false"):
        raise wrong_parameter(name, _("Send true or false."))
    return given[name] == "true"


def _open(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    return found.open() if _truth(given, "open") else found.closed()


def _overdue(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    late = found.overdue(on=timezone.localdate())
    return late if _truth(given, "overdue") else found.exclude(pk__in=late.values("pk"))


def _border(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    return found.filter(narrowing.at_borders(_named(Border, given, "border"), kind))


def _theme(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    return found.filter(narrowing.about(_named(Theme, given, "theme"), kind))


def _organisation(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    return found.filter(narrowing.with_bodies(_named(Authority, given, "organisation")))


def _named(model: Any, given: Mapping[str, str], name: str) -> list[Any]:
    rows = list(model.objects.filter(slug=given[name]))
    if not rows:
        raise wrong_parameter(name, _("There is no such code. See the reference data."))
    return rows


def _assignee(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    return found.filter(handler__username=given["assignee"])


def _since(column: str, name: str) -> Narrow:
    def narrow(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
        return found.filter(**{f"{column}__gte": moment(given, name)})

    return narrow


def moment(given: Mapping[str, str], name: str) -> datetime:
    """A time with offset, or the beginning of a day here; local times are refused.

    A local time may not exist, or exist twice, in the night in which the clocks change.
    """
    text = given[name]
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
        at = None if day else parse_datetime(text)
    except ValueError:
        day = at = None
    if day is not None:
        return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
    if at is None or timezone.is_naive(at):
        raise wrong_parameter(name, _("Send a day, or a time with its offset from UTC."))
    return at


def _words(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    typed = given["q"]
    if len(typed) > MOST_CHARACTERS:
        words = _("At most %(most)d characters.") % {"most": MOST_CHARACTERS}
        raise wrong_parameter("q", words)
    try:
        reference = read_reference(typed, prefix=PREFIX[kind])
    except Misread:
        return found.filter(narrowing.with_words(typed, kind))
    return found.filter(**{f"{kind}__reference": reference})


FILTERS: dict[str, Narrow] = {
    "q": _words,
    "state": _states,
    "open": _open,
    "overdue": _overdue,
    "border": _border,
    "theme": _theme,
    "organisation": _organisation,
    "assignee": _assignee,
    "created_after": _since("opened_at", "created_after"),
    "updated_after": _since("changed_at", "updated_after"),
}
