"""Whoever takes a step: a person, a bearer of a code, the clock, a rule, an import."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from obstacles.models import User

from .roles import OFFICES, Role


@dataclass(frozen=True)
class Official:
    """A person who signed in. Their rights come from memberships and seats, nowhere else."""

    user: User

    @cached_property
    def parts(self) -> list[tuple[UUID, str, bool]]:
        """Memberships of today: body, part, whether it is the centre. Asked once per actor."""
        held = self.user.memberships.current()
        return list(held.values_list("authority", "role", "authority__is_centre"))

    @property
    def offices(self) -> frozenset[Role]:
        """Offices held in the centre; a change counts on the next request."""
        held = {role for _body, role, centre in self.parts if centre}
        return frozenset(Role(role) for role in held if role in OFFICES)

    def bodies(self, part: str) -> list[UUID]:
        """The bodies in which this person plays a part."""
        return [body for body, role, _centre in self.parts if role == part]

    @property
    def label(self) -> str:
        return str(self.user)


@dataclass(frozen=True)
class Bearer:
    """Whoever redeemed an access code or mailed link: speaks from exactly one seat."""

    seat: Any  # a Seat; its model stands above this module
    by_link: bool = True

    @property
    def label(self) -> str:
        return self.seat.speaker


@dataclass(frozen=True)
class Visitor:
    """Somebody we do not know, who may open a report and nothing else."""

    @property
    def label(self) -> str:
        return _("the reporter")


@dataclass(frozen=True)
class Clock:
    """A day passed."""

    @property
    def label(self) -> str:
        return _("the clock")


@dataclass(frozen=True)
class Rule:
    """Something that follows from a line in the log of another case, named by its key."""

    cause: UUID

    @property
    def label(self) -> str:
        return _("a rule")


@dataclass(frozen=True)
class Importer:
    """Brings documented cases in; the only actor whose times lie in the past."""

    @property
    def label(self) -> str:
        return _("an import")


Actor = Official | Bearer | Visitor | Clock | Rule | Importer


KINDS = {Official: "official", Visitor: "visitor", Clock: "clock", Importer: "import"}


def signature(actor: Actor) -> tuple[str, UUID | None]:
    """Write an actor into the log: a kind and a key, never a name."""
    match actor:
        case Official(user):
            return "official", user.pk
        case Bearer(seat):
            return "bearer", seat.pk
        case Rule(cause):
            return "rule", cause
    return KINDS[type(actor)], None


def comes_from_outside(actor: Actor) -> bool:
    """Whether words are a reporter's, a body's or a front office's, not the centre's."""
    match actor:
        case Bearer():
            return True
        case Official():
            return bool(actor.parts) and not any(centre for _body, _role, centre in actor.parts)
        case _:
            return False
