"""Who sees a case, which of its fields, and who may take which step. The only place that knows.

Rights come from two places only: offices held in the centre (no seat needed) and seats at a case.
Default: no. ``is_superuser`` counts for nothing.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from obstacles.models import Role as Part

from .actors import Actor, Bearer, Clock, Importer, Official, Rule, Visitor
from .roles import CARRIED_DOWN, Role
from .states import Kind

# Which kinds of case an office sees without a seat.
KINDS_SEEN: dict[Role, frozenset[Kind]] = {
    Role.INTAKE: frozenset({Kind.REPORT, Kind.OBSTACLE}),
    Role.COORDINATOR: frozenset(Kind),
}

STORY = {"story", "classification", "timeline", "messages", "attachments", "deadlines"}
WORK = {"text", "sides", "solution", "outcome", "publication", "people", "reports", "links"}
INSIDE = {"notes", "log", "consultations", "sources"}
ASKED = {"question", "packet", "answer", "deadlines", "attachments"}

# Which fields of a case somebody in a role may read.
SEES: dict[Role, frozenset[str]] = {
    Role.REPORTER: frozenset(STORY | {"contact", "outcome"}),
    Role.FRONT_OFFICE: frozenset(STORY | {"contact", "outcome"}),
    Role.INTAKE: frozenset(STORY | WORK | {"contact", "notes", "log", "sources"}),
    Role.EXPERT: frozenset(STORY | WORK | INSIDE | ASKED),
    Role.LEAD_EXPERT: frozenset(STORY | WORK | INSIDE | ASKED),
    Role.COORDINATOR: frozenset(STORY | WORK | INSIDE | ASKED | {"contact"}),
    Role.PARTNER: frozenset(ASKED),
    Role.ACTING_BODY: frozenset({"text", "sides", "solution", "outcome", "deadlines"}),
    Role.READER: frozenset({"text", "sides", "solution", "outcome"}),
}

ANSWERS_IN = {"consult": "consultations"}  # other readers of the log see the bare line

# What a body may do by a mailed link, without signing in.
BY_LINK = frozenset(
    {
        "accept",
        "decline",
        "forward",
        "ask_back",
        "answer",
        "correct_answer",
        "request_extension",
    }
)


def kinds_seen(actor: Actor) -> frozenset[Kind]:
    """Name the kinds of which this actor sees every case."""
    match actor:
        case Official():
            return frozenset().union(
                *(KINDS_SEEN.get(office, frozenset()) for office in actor.offices)
            )
        case Clock() | Rule() | Importer():
            return frozenset(Kind)
        case Bearer() | Visitor():
            return frozenset()


def speaks_for(actor: Actor) -> Q:
    """Pick the seats an actor may speak from, as a condition on the seat's table."""
    match actor:
        case Official(user) if user.is_active:
            return _seats_of(actor) & _in_time()
        case Bearer(seat):
            return Q(pk=seat.pk) & _in_time()
        case _:
            return Q(pk__in=[])


def spoke_for(actor: Official) -> Q:
    """Pick the seats a person may have spoken from: also those that ended or were taken away."""
    return _seats_of(actor)


def _seats_of(actor: Official) -> Q:
    """Seats of the person, and of the bodies for which they speak today."""
    seats = Q(user=actor.user)
    if bodies := actor.bodies(Part.PARTNER):
        seated = [Role.PARTNER, Role.ACTING_BODY, Role.READER]
        seats |= Q(role__in=seated, authority__in=bodies)
    if offices := actor.bodies(Part.FRONT_OFFICE):
        seats |= Q(role=Role.FRONT_OFFICE, authority__in=offices)
    return seats


def _in_time() -> Q:
    """A share that ends on a day lasts through that day."""
    return Q(until=None) | Q(until__gte=TruncDate(Now()))


def roles(case: Any, actor: Actor) -> frozenset[Role]:
    """Name the parts an actor plays at one case.

    A case that came from ``visible_to`` carries ``my_roles``: no further query.
    """
    match actor:
        case Clock():
            return frozenset({Role.CLOCK})
        case Rule():
            return frozenset({Role.RULE})
        case Importer():
            return frozenset({Role.IMPORT})
        case Visitor():
            return frozenset()
        case Official() | Bearer():
            return roles_with(case.seated_roles(actor), case.kind, actor)


def roles_with(seats: Iterable[str], kind: str, actor: Actor) -> frozenset[Role]:
    """Name the parts that somebody plays from seats at a case and from offices."""
    return frozenset(Role(name) for name in seats) | _office_roles(kind, actor)


def _office_roles(kind: str, actor: Actor) -> frozenset[Role]:
    if not isinstance(actor, Official):
        return frozenset()
    return frozenset(office for office in actor.offices if kind in KINDS_SEEN.get(office, ()))


def may_take(step: Any, case: Any, actor: Actor) -> bool:
    """Tell whether a step is this actor's to take, wherever the case stands."""
    if isinstance(actor, Bearer) and actor.seat.role == Role.PARTNER and actor.by_link:
        return step.name in BY_LINK and Role.PARTNER in step.by
    return bool(step.by & roles(case, actor))


def may_open(step: Any, kind: str, actor: Actor) -> bool:
    """Tell whether this actor may open a case of this kind. Anybody may report."""
    match actor:
        case Visitor():
            held = frozenset({Role.REPORTER})
        case Importer():
            held = frozenset({Role.IMPORT})
        case Rule():
            held = frozenset({Role.RULE})
        case Official():
            held = _office_roles(kind, actor) | _front_office(actor)
        case _:
            held = frozenset()
    return bool(step.by & held)


def _front_office(actor: Official) -> frozenset[Role]:
    held = actor.bodies(Part.FRONT_OFFICE)
    return frozenset({Role.FRONT_OFFICE}) if held else frozenset()


def readable(parts: Iterable[str]) -> frozenset[str]:
    """Name the fields of a case that somebody in these roles may read."""
    return frozenset().union(*(SEES.get(Role(part), frozenset()) for part in parts))


def facts_shown(step: str, parts: Iterable[str]) -> bool:
    """Tell whether the answers in a line of the log are for whoever reads these parts."""
    return ANSWERS_IN.get(step, "log") in parts


def countable_by(actor: Actor) -> frozenset[Kind]:
    """Name the kinds whose figures an actor may read; management counts and sees no case."""
    counts = {Role.MANAGEMENT, Role.COORDINATOR, Role.DATA_PROTECTION}
    if isinstance(actor, Official) and actor.offices & counts:
        return frozenset(Kind)
    return frozenset()


def holders(case: Any, role: Role) -> Any:
    """Find the seats of a role at a case: who must be told."""
    return case.seats.filter(_in_time(), role=role)


__all__ = [
    "BY_LINK",
    "CARRIED_DOWN",
    "KINDS_SEEN",
    "SEES",
    "countable_by",
    "facts_shown",
    "holders",
    "kinds_seen",
    "may_open",
    "may_take",
    "readable",
    "roles",
    "roles_with",
    "speaks_for",
    "spoke_for",
]
