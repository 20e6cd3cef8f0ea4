"""Whom to choose from the directory: the bodies and networks that fit this obstacle come first."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from obstacles.languages import CODES
from obstacles.models import Area, Authority, BorderSide, Network, Obstacle, Rung

from .pick import Group, Option

MOST = 8
# Who can change a rule comes before who applies it nearby, and before who watches from afar.
NEAR = ("national", "federal", "regional", "community", "cross_border", "provincial", "local")


class Whom:
    """What the directory offers for one obstacle; ``inside`` knows its sides too."""

    def __init__(self, obstacle: Obstacle | None, bodies: Any, *, inside: bool) -> None:
        self.obstacle = obstacle
        related = bodies.select_related("area__parent__parent__parent")
        self.bodies: list[Authority] = list(related.prefetch_related("themes", "borders"))
        self.inside = inside

    def groups(self, *, ladder: bool = False) -> list[Group]:
        """What fits, then the networks that fit, then country by country; each body once."""
        reasons = self._fits(ladder)
        left = {one.pk: one for one in self.bodies}
        first = [left.pop(key) for key in reasons if key in left]
        found = [Group(_("Fits this obstacle"), self._rows(first, reasons), is_open=True)]
        for network in self.networks:
            members = [left.pop(key) for key in self._members[network.pk] if key in left]
            found.append(Group(network.name, self._rows(members)))
        return [one for one in (*found, *self._by_country(left.values())) if one.options]

    @cached_property
    def networks(self) -> list[Network]:
        """Networks of this border that deal with its theme, the smallest first."""
        if self.obstacle is None:
            return []
        fit = Network.objects.filter(
            borders__in=self.obstacle.borders.all(), themes__in=self._themes
        ).distinct()
        return sorted(fit, key=lambda one: (len(self._members[one.pk]), one.slug))

    def at_once(self) -> list[Option]:
        """The networks that fit, to tick all their members at once."""
        return [_network(one, len(self._members[one.pk])) for one in self.networks]

    def network_groups(self) -> list[Group]:
        """The networks that fit, then the others."""
        fit = {one.pk for one in self.networks}
        others = [one for one in Network.objects.order_by("slug") if one.pk not in fit]
        rest = tuple(_network(one, len(self._members.get(one.pk, ()))) for one in others)
        first = (Option("", _("No network")), *self.at_once())
        return [
            Group(_("Fits this obstacle"), first, is_open=True),
            Group(_("Other networks"), rest, is_open=not fit),
        ]

    @cached_property
    def _themes(self) -> set[Any]:
        theme = self.obstacle.theme if self.obstacle else None
        return {theme.pk, theme.parent_id} - {None} if theme else set()

    @cached_property
    def _members(self) -> dict[Any, list[Any]]:
        """The bodies of each network, by name."""
        known = {one.pk: str(one) for one in self.bodies}
        rows = Network.objects.values_list("pk", "members__authority")
        found: dict[Any, list[Any]] = {}
        for network, body in rows:
            found.setdefault(network, []).extend([body] if body in known else [])
        return {key: sorted(those, key=known.__getitem__) for key, those in found.items()}

    def _fits(self, ladder: bool) -> dict[Any, str]:
        """Why a body fits, best first: it is in charge, or it knows this theme at this border."""
        if self.obstacle is None:
            return {}
        found: dict[Any, str] = dict(self._rungs()) if ladder else {}
        sides = self.obstacle.sides.select_related("area").order_by("rank", "id")
        for side in sides if self.inside else ():
            if side.authority_id:
                where = _("In charge: %(area)s") % {"area": side.area}
                found.setdefault(side.authority_id, where)
        words = _("%(theme)s, at this border") % {"theme": self.obstacle.theme.name}
        for body in self._knowing():
            if len(found) < MOST:
                found.setdefault(body.pk, words)
        return found

    def _rungs(self) -> Iterator[tuple[Any, str]]:
        fit = [one.pk for one in self.networks]
        rows = Rung.objects.filter(network__in=fit, authority__isnull=False)
        for rung in rows.select_related("network"):
            yield rung.authority_id, f"{rung.network}: {rung.get_level_display()}"

    def _knowing(self) -> list[Authority]:
        """Competent bodies of this theme and border; states and specialists come first."""
        borders = {one.pk for one in self.obstacle.borders.all()} if self.obstacle else set()
        fit = [
            (_distance(one.level), len(themes), one.slug, one)
            for one in self.bodies
            if "competent_body" in one.roles
            and (themes := {theme.pk for theme in one.themes.all()}) & self._themes
            and {border.pk for border in one.borders.all()} & borders
        ]
        return [each[-1] for each in sorted(fit, key=lambda each: each[:3])]

    def _by_country(self, left: Iterable[Authority]) -> Iterator[Group]:
        placed = sorted((_country(one.area), str(one), one.slug, one) for one in left)
        beyond = _("Beyond one country")
        groups = groupby(placed, key=lambda each: each[0])
        named = [(label, [each[3] for each in rows]) for label, rows in groups]
        here = self._countries_here()
        for label, bodies in sorted(named, key=lambda each: (each[0] not in here, not each[0])):
            yield Group(label or beyond, self._rows(bodies))

    def _countries_here(self) -> set[str]:
        """The countries that meet at the borders of this obstacle."""
        if self.obstacle is None:
            return set()
        ends = BorderSide.objects.filter(border__in=self.obstacle.borders.all())
        return {one.country.name for one in ends.select_related("country")}

    def _rows(
        self, bodies: Iterable[Authority], reasons: dict[Any, str] | None = None
    ) -> tuple[Option, ...]:
        return tuple(self._row(one, (reasons or {}).get(one.pk, "")) for one in bodies)

    def _row(self, body: Authority, reason: str) -> Option:
        name = str(body)
        known = {getattr(body, f"name_{code}") for code in CODES} - {name, ""}
        sits_in = [one.slug for one in self.networks if body.pk in self._members[one.pk]]
        short = body.short_name if body.short_name not in name else ""
        label = f"{name} ({short})" if short else name
        return Option(body.slug, label, reason, " ".join(sorted(known)), " ".join(sits_in))


def _distance(level: str) -> int:
    return NEAR.index(level) // 4 if level in NEAR else len(NEAR)


def _network(network: Network, size: int) -> Option:
    words = ngettext("%(number)d member", "%(number)d members", size) % {"number": size}
    return Option(network.slug, network.name, words)


def _country(area: Area | None) -> str:
    """The country a body belongs to; empty for those of several countries."""
    while area is not None and area.kind != "country":
        area = area.parent
    return area.name if area else ""
