"""How many obstacles of a list stand at each status, border, theme and year."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from .models import Authority, Border, Obstacle, PublicStatus, Theme
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
    groups = plain.values("status", "theme", "known_since").annotate(number=Count("pk"))
    by_status, by_theme, by_year = Counter[str](), Counter[Any](), Counter[int | None]()
    for group in groups:
        by_status[group["status"]] += group["number"]
        by_theme[group["theme"]] += group["number"]
        by_year[group["known_since"]] += group["number"]
    years = sorted((year for year in by_year if year is not None), reverse=True)
    return Facets(
        status=tuple(_statuses(by_status)),
        border=tuple(_borders(plain)),
        theme=tuple(_themes(by_theme)),
        year=tuple(Facet(str(year), str(year), by_year[year]) for year in years),
    )


def _statuses(counted: Mapping[str, int]) -> Iterator[Facet]:
    for status in PublicStatus:
        if counted.get(status):
            yield Facet(status.value, str(status.label), counted[status])


def _borders(queryset: ObstacleQuerySet) -> Iterator[Facet]:
    """Whole borders; a segment counts for the border it is a part of."""
    links: Any = Obstacle.borders.through
    rows = links.objects.filter(obstacle__in=queryset.values("pk"))
    whole = Coalesce("border__parent", "border")
    counted = dict(rows.values_list(whole).annotate(number=Count("obstacle", distinct=True)))
    for border in Border.objects.filter(pk__in=counted).order_by("rank"):
        yield Facet(border.slug, border.name, counted[border.pk])


def _themes(counted: Mapping[Any, int]) -> Iterator[Facet]:
    """Every theme with its parts; a part counts for the whole as well."""
    found = Theme.objects.filter(pk__in=counted).select_related("parent").order_by("rank")
    wholes: dict[str, list[Any]] = {}
    parts: dict[str, list[Facet]] = {}
    for theme in found:
        whole = theme.parent or theme
        wholes.setdefault(whole.slug, [whole.name, 0])[1] += counted[theme.pk]
        if theme.parent:
            part = Facet(theme.slug, theme.name, counted[theme.pk], parent=whole.slug)
            parts.setdefault(whole.slug, []).append(part)
    for slug, (label, number) in wholes.items():
        yield Facet(slug, label, number)
        yield from parts.get(slug, [])


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
