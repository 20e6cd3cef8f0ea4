"""Finding cases: by key or reference, and narrowed by what stands in an address."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from obstacles.references import Misread, read_reference
from obstacles.searching import parse
from workflow import policy
from workflow.actors import Actor, Official
from workflow.models import Case, CaseQuerySet
from workflow.roles import CARRIED_DOWN
from workflow.states import STATES, Kind

from .paging import wrong_parameter
from .problems import Problem

PREFIX = {Kind.REPORT: "RP", Kind.OBSTACLE: "OB", Kind.CONSULTATION: "CN"}
PLURAL = {Kind.REPORT: "reports", Kind.OBSTACLE: "obstacles", Kind.CONSULTATION: "consultations"}
PARAMETERS = {
    "q": "Words of the title or summary, or a reference.",
    "state": "A state; repeat it for several.",
    "open": "true or false: still ours to finish, or closed.",
    "border": "Short address of a border.",
    "theme": "Short address of a theme.",
    "organisation": "Short address of the asked body.",
    "assignee": "User name of the handler.",
    "overdue": "true: a clock has run out.",
    "created_after": "A day or a time with offset.",
    "updated_after": "A day or a time with offset.",
    "ordering": "opened, -opened, changed or -changed.",
}
# Kinds whose lists do not know a parameter: a packet tells nothing of its obstacle's border.
NOT_FOR = {
    "border": {Kind.CONSULTATION},
    "theme": {Kind.CONSULTATION},
    "organisation": {Kind.REPORT},
}
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
    (Kind.REPORT, "text"): "classification",
    (Kind.CONSULTATION, "consultations"): "question",
    (Kind.CONSULTATION, "text"): "question",
}
SEVERAL = frozenset({"state"})
ORDERINGS = {
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "-id"),
    "changed": ("changed_at", "id"),
    "-changed": ("-changed_at", "-id"),
}


def visible(actor: Actor, kind: Kind) -> CaseQuerySet:
    """The cases of a kind that somebody may see, with all that a row shows."""
    seen = Case.objects.visible_to(actor).of(kind).with_subject()
    return seen.select_related("parent__obstacle", "report__contact")


def named(kind: Kind, key: str) -> Q:
    """Find a noun by key or by reference, however it was typed; what is neither finds nothing."""
    try:
        return Q(**{f"{kind}__reference": read_reference(key, prefix=PREFIX[kind])})
    except Misread:
        pass
    try:
        return Q(**{f"{kind}__id": UUID(key)})
    except ValueError:
        raise Problem("unknown") from None


def address(case: Case) -> str:
    return f"/api/v1/{PLURAL[Kind(case.kind)]}/{case.reference}"


def narrowed(found: CaseQuerySet, kind: Kind, actor: Actor, given: Any) -> CaseQuerySet:
    """Narrow and order a list by what stands in the address.

    A filter looks at cases only of which its reader may read the filtered part, so that no count
    tells what the rows would not.
    """
    wanted = given.get("ordering", "-opened")
    if wanted not in ORDERINGS:
        raise wrong_parameter("ordering", _("Order by: %(names)s.") % {"names": _list(ORDERINGS)})
    found = found.order_by(*ORDERINGS[wanted])
    for name, narrow in FILTERS.items():
        if name in given:
            found = narrow(_where_readable(found, kind, actor, PARTS.get(name, "")), kind, given)
    return found


def _where_readable(found: CaseQuerySet, kind: Kind, actor: Actor, part: str) -> CaseQuerySet:
    if not part:
        return found
    part = ELSEWHERE.get((kind, part), part)
    readers = {role for role, parts in policy.SEES.items() if part in parts}
    offices = actor.offices if isinstance(actor, Official) else frozenset()
    if any(kind in policy.KINDS_SEEN.get(office, ()) for office in offices & readers):
        return found
    here, above = [str(role) for role in readers], [str(role) for role in readers & CARRIED_DOWN]
    return found.filter(Q(seats_here__overlap=here) | Q(seats_above__overlap=above))


def parameters(kind: Kind) -> dict[str, str]:
    """What lists of one kind may be narrowed by."""
    return {name: words for name, words in PARAMETERS.items() if kind not in NOT_FOR.get(name, ())}


def _list(names: Any) -> str:
    return ", ".join(names)


def _states(found: CaseQuerySet, kind: Kind, given: Any) -> CaseQuerySet:
    states = given.getlist("state")
    if set(states) - set(STATES[kind].values):
        words = _("States here: %(names)s.") % {"names": _list(STATES[kind].values)}
        raise wrong_parameter("state", words)
    return found.filter(state__in=states)


def _truth(given: Mapping[str, str], name: str) -> bool:
    if given[name] not in ("true", "false"):
        raise wrong_parameter(name, _("Send true or false."))
    return given[name] == "true"


def _open(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
    return found.open() if _truth(given, "open") else found.closed()


def _overdue(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
    late = found.overdue(on=timezone.localdate())
    return late if _truth(given, "overdue") else found.exclude(pk__in=late.values("pk"))


def _border(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
    path = "report__border" if kind == Kind.REPORT else "obstacle__borders"
    return found.filter(**{f"{path}__slug": given["border"]})


def _theme(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
    return found.filter(**{f"{kind}__theme__slug": given["theme"]})


def _organisation(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
    slug = given["organisation"]
    if kind == Kind.CONSULTATION:
        return found.filter(consultation__authority__slug=slug)
    asked = Case.objects.filter(consultation__authority__slug=slug).values("parent")
    return found.filter(pk__in=asked)


def _assignee(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
    return found.filter(handler__username=given["assignee"])


def _since(column: str, name: str) -> Callable[..., CaseQuerySet]:
    def narrow(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
        return found.filter(**{f"{column}__gte": moment(given, name)})

    return narrow


def moment(given: Mapping[str, str], name: str) -> datetime:
    """A time with offset, or the beginning of a day here; local times are refused.

    A local time may not exist, or exist twice, when the clocks change.
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


def _words(found: CaseQuerySet, kind: Kind, given: Mapping[str, str]) -> CaseQuerySet:
    """Search titles and summaries; reports are found by reference only, so that no list says
    what a story holds."""
    typed = given["q"]
    if len(typed) > 200:
        raise wrong_parameter("q", _("At most %(most)d characters.") % {"most": 200})
    try:
        reference = read_reference(typed, prefix=PREFIX[kind])
    except Misread:
        return _by_words(found, kind, typed)
    return found.filter(**{f"{kind}__reference": reference})


def _by_words(found: CaseQuerySet, kind: Kind, typed: str) -> CaseQuerySet:
    query = parse(typed)
    if query is None:
        return found
    if kind == Kind.OBSTACLE:
        return found.filter(obstacle__search=query)
    return found.none()


FILTERS: dict[str, Callable[..., CaseQuerySet]] = {
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
