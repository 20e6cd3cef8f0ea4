"""Cases, narrowed in the words of the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q

from workflow import policy
from workflow.actors import Actor
from workflow.roles import CARRIED_DOWN
from workflow.states import Kind

SUBJECTS = {
    Kind.REPORT: ("report__border", "report__theme"),
    Kind.OBSTACLE: ("obstacle__theme",),
    Kind.CONSULTATION: ("consultation__authority",),
}
# What the database keeps for finding words is of no use outside it.
INDEXED = ("report__search", "obstacle__search")


class CaseQuerySet(models.QuerySet[Any]):
    """Cases, narrowed in the words of the office."""

    def visible_to(self, actor: Actor, *, of: Kind | None = None) -> CaseQuerySet:
        """Cases this actor may see, all or of one kind, each with the roles of their seats."""
        here, above = self._seats_of(actor)
        everything = policy.kinds_seen(actor)
        found = self.of(of) if of else self
        if not everything.issuperset({of} if of else Kind):
            found = found.filter(Q(kind__in=everything) | Exists(here) | Exists(above))
        return found._with_roles(here, above)

    def with_roles_of(self, actor: Actor) -> CaseQuerySet:
        """Add the roles of this actor's seats at each case: masking asks no more."""
        return self._with_roles(*self._seats_of(actor))

    def _with_roles(self, here: Any, above: Any) -> CaseQuerySet:
        return self.annotate(
            seats_here=ArraySubquery(here.values("role")),
            seats_above=ArraySubquery(above.values("role")),
        )

    def _seats_of(self, actor: Actor) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
        seats = self._related("seats").filter(policy.speaks_for(actor))
        above = seats.filter(case=OuterRef("parent"), role__in=CARRIED_DOWN)
        return seats.filter(case=OuterRef("pk")), above

    def open(self) -> CaseQuerySet:
        return self.filter(closed_at=None)

    def closed(self) -> CaseQuerySet:
        return self.exclude(closed_at=None)

    def of(self, kind: Kind) -> CaseQuerySet:
        return self.filter(kind=kind)

    def overdue(self, *, on: date) -> CaseQuerySet:
        """Open cases with a running clock whose day lies before a given one."""
        missed = self._related("deadlines").filter(
            case=OuterRef("pk"), ended_on=None, due_on__lt=on
        )
        return self.open().filter(Exists(missed))

    def with_subject(self, *kinds: Kind) -> CaseQuerySet:
        """Fetch what is shown of cases in the same query; fewer kinds make a quicker plan."""
        paths = (path for kind in kinds or Kind for path in SUBJECTS[kind])
        found = self.select_related(*paths, "handler").defer(*INDEXED)
        shows_borders = not kinds or Kind.OBSTACLE in kinds
        return found.prefetch_related("obstacle__borders") if shows_borders else found

    def _related(self, name: str) -> models.QuerySet[Any]:
        """Rows that hang on cases; their models stand beside this module and know it."""
        return self.model._meta.get_field(name).related_model.objects.all()
