"""Obstacles as the public reads them, approved texts only; and parts people play today."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Now, TruncDate

# Text that was written but not approved; and the index, which nobody reads.
_NOT_FOR_THE_PUBLIC = (
    *(f"{field}_{code}" for field in ("title", "summary") for code in ("nl", "fr", "de", "en")),
    "search",
    "published__search",
)


class ObstacleQuerySet(QuerySet[Any]):
    def published(self) -> ObstacleQuerySet:
        """Obstacles with an approved text that was not taken back."""
        return self.filter(published__isnull=False)

    def listed(self) -> ObstacleQuerySet:
        """What the register lists: published, and each once, so without merged ones."""
        return self.published().exclude(status="merged")

    def with_public_text(self) -> ObstacleQuerySet:
        """Bring along what a list shows of an obstacle: two queries, however long it is."""
        return (
            self.select_related("published", "theme", "theme__parent")
            .defer(*_NOT_FOR_THE_PUBLIC)
            .prefetch_related("borders")
        )

    def at_borders(self, borders: Collection[Model]) -> ObstacleQuerySet:
        """Obstacles at one of these borders or at a segment of one; each once."""
        here = self.model.borders.through.objects.filter(
            Q(border__in=borders) | Q(border__parent__in=borders), obstacle=OuterRef("pk")
        )
        return self.filter(Exists(here))

    def about(self, themes: Collection[Model]) -> ObstacleQuerySet:
        """Obstacles about one of these themes or about a part of one."""
        return self.filter(Q(theme__in=themes) | Q(theme__parent__in=themes))

    def decided_by(self, body: str) -> ObstacleQuerySet:
        """Obstacles where, as published, a side is in the hands of this body (short address)."""
        return self.filter(published__sides__contains=[{"authority": body}])


class MembershipQuerySet(QuerySet[Any]):
    def current(self) -> MembershipQuerySet:
        """Memberships that hold today, the first and the last day included."""
        today = TruncDate(Now())
        return self.filter(
            Q(since=None) | Q(since__lte=today),
            Q(until=None) | Q(until__gte=today),
            user__is_active=True,
        )

    def in_the_centre(self) -> MembershipQuerySet:
        return self.filter(authority__is_centre=True)
