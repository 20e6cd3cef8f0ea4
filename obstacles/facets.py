"""How many obstacles of a list stand at each status, border, theme and year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from .languages import CODES, first_available
from .models import Authority, Obstacle, PublicStatus
from .querysets import ObstacleQuerySet


@dataclass(frozen=True)
class Facet:
    """One value a list can be narrowed to, and how many would stay."""

    value: str
    label: str
    number: int
    # The theme this one is a part of; empty elsewhere.
    parent: str = ""


@dataclass(frozen=True)
class Facets:
    status: tuple[Facet, ...]
    border: tuple[Facet, ...]
    theme: tuple[Facet, ...]
    year: tuple[Facet, ...]


def facets(queryset: ObstacleQuerySet) -> Facets:
    """Count a list four ways in four queries. An obstacle at two borders counts at both."""
    plain = queryset.order_by()
    return Facets(
        status=tuple(_statuses(plain)),
        border=tuple(_borders(plain)),
        theme=tuple(_themes(plain)),
        year=tuple(_years(plain)),
    )


def _statuses(queryset: ObstacleQuerySet) -> Iterator[Facet]:
    counted = dict(queryset.values_list("status").annotate(number=Count("pk", distinct=True)))
    for status in PublicStatus:
        if counted.get(status):
            yield Facet(status.value, str(status.label), counted[status])


def _borders(queryset: ObstacleQuerySet) -> Iterator[Facet]:
    """Whole borders; a segment counts for the border it is a part of."""
    whole = {
        name: Coalesce(f"border__parent__{name}", f"border__{name}")
        for name in ("slug", "rank", *(f"name_{code}" for code in CODES))
    }
    links: Any = Obstacle.borders.through
    rows = (
        links.objects.filter(obstacle__in=queryset.values("pk"))
        .values(**whole)
        .annotate(number=Count("obstacle_id", distinct=True))
        .order_by("rank")
    )
    for row in rows:
        yield Facet(row["slug"], _name(row, "name"), row["number"])


def _themes(queryset: ObstacleQuerySet) -> Iterator[Facet]:
    """Every theme with its parts; a part counts for the whole as well."""
    names = [f"{path}__name_{code}" for path in ("theme", "theme__parent") for code in CODES]
    rows = (
        queryset.values("theme__slug", "theme__rank", "theme__parent__slug", *names)
        .annotate(number=Count("pk", distinct=True))
        .order_by("theme__rank")
    )
    wholes: dict[str, list[Any]] = {}
    parts: dict[str, list[Facet]] = {}
    for row in rows:
        path = "theme__parent" if row["theme__parent__slug"] else "theme"
        whole = row[f"{path}__slug"]
        wholes.setdefault(whole, [_name(row, f"{path}__name"), 0])[1] += row["number"]
        if path == "theme__parent":
            label = _name(row, "theme__name")
            part = Facet(row["theme__slug"], label, row["number"], parent=whole)
            parts.setdefault(whole, []).append(part)
    for slug, (label, number) in wholes.items():
        yield Facet(slug, label, number)
        yield from parts.get(slug, [])


def _years(queryset: ObstacleQuerySet) -> Iterator[Facet]:
    rows = (
        queryset.filter(known_since__isnull=False)
        .values_list("known_since")
        .annotate(number=Count("pk", distinct=True))
        .order_by("-known_since")
    )
    for year, number in rows:
        yield Facet(str(year), str(year), number)


def _name(row: Mapping[str, Any], column: str) -> str:
    return first_available({code: row[f"{column}_{code}"] for code in CODES})[1]


def deciders(queryset: ObstacleQuerySet) -> tuple[Facet, ...]:
    """Bodies that, as published, decide about obstacles of a list; two queries."""
    side = Func(F("published__sides"), function="jsonb_array_elements")
    rows = (
        queryset.order_by()
        .values(slug=KeyTextTransform("authority", side))
        .annotate(number=Count("pk", distinct=True))
    )
    counted = {row["slug"]: row["number"] for row in rows if row["slug"]}
    bodies = Authority.objects.filter(slug__in=counted)
    found = (Facet(body.slug, body.name, counted[body.slug]) for body in bodies)
    return tuple(sorted(found, key=lambda facet: (-facet.number, facet.label)))
