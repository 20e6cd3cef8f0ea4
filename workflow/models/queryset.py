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


class CaseQuerySet(models.QuerySet[Any]):
    """Cases, narrowed in the words of the office."""

    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """Cases this actor may see, each with the roles of their seats: masking asks no more."""
        seats = policy.speaks_for(actor)
        here = self._related("seats").filter(seats, case=OuterRef("pk"))
        above = self._related("seats").filter(seats, case=OuterRef("parent"), role__in=CARRIED_DOWN)
        everything = policy.kinds_seen(actor)
        seen = Q(kind__in=everything)
        if len(everything) < len(Kind):
            seen |= Exists(here) | Exists(above)
        return self.filter(seen).annotate(
            seats_here=ArraySubquery(here.values("role")),
            seats_above=ArraySubquery(above.values("role")),
        )

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

    def with_subject(self) -> CaseQuerySet:
        """Fetch what a list shows of a case in the same query."""
        return self.select_related(
            "report__border",
            "report__theme",
            "obstacle__theme",
            "consultation__authority",
            "handler",
        ).prefetch_related("obstacle__borders")

    def _related(self, name: str) -> models.QuerySet[Any]:
        """Rows that hang on cases; their models stand beside this module and know it."""
        return self.model._meta.get_field(name).related_model.objects.all()
