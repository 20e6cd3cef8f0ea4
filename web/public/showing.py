"""An obstacle of the register as a page shows it: approved texts, and nothing that came later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from obstacles.languages import Language, columns, current, first_available
from obstacles.models import (
    Area,
    Authority,
    LegalNature,
    Obstacle,
    PublicStatus,
    SidePosition,
    SideState,
)
from web.sides import sentence

# The mark before the word of a public status.
MARK = {
    PublicStatus.OPEN: "open",
    PublicStatus.RESOLVED: "ok",
    PublicStatus.PARTLY: "part",
    PublicStatus.NOT_RESOLVED: "no",
    PublicStatus.DISMISSED: "no",
}


@dataclass
class Shown:
    """One published obstacle in the language being spoken, or the nearest one."""

    obstacle: Obstacle
    areas: dict[str, Area] = field(default_factory=dict)
    bodies: dict[str, Authority] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        return self.obstacle.reference

    @cached_property
    def snapshot(self) -> Any:
        return self.obstacle.published

    @cached_property
    def title(self) -> tuple[str, str]:
        """(language, words)."""
        return first_available(columns(self.snapshot, "title"))

    @cached_property
    def summary(self) -> tuple[str, str]:
        return first_available(columns(self.snapshot, "summary"))

    @property
    def mark(self) -> str:
        return MARK[PublicStatus(self.obstacle.status)]

    @property
    def status(self) -> str:
        return str(PublicStatus(self.obstacle.status).label)

    @property
    def borders(self) -> list[str]:
        return [border.name for border in self.obstacle.borders.all()]

    @property
    def is_machine_made(self) -> bool:
        return bool(getattr(self.snapshot, f"origin_{self.summary[0] or 'en'}") == "machine")

    @property
    def is_missing_here(self) -> bool:
        """Whether this reader gets the text in a language other than the page's."""
        return current() not in (self.title[0], self.summary[0])

    @property
    def read_in(self) -> str:
        """The language in which this reader gets the text."""
        return str(Language(self.summary[0] or self.title[0]).label)

    @property
    def line(self) -> str:
        """Solved here, open there; empty where no side is known or the last word is said."""
        if self.obstacle.status not in (PublicStatus.OPEN, PublicStatus.PARTLY):
            return ""
        sides = ((one["area"], self._name(one["area"]), one["state"]) for one in self.known)
        return sentence(sides)

    @property
    def known(self) -> list[dict[str, str]]:
        return [side for side in self.snapshot.sides if side["area"] in self.areas]

    @property
    def is_level(self) -> bool:
        return all(side["state"] == SideState.SOLVED for side in self.known)

    @property
    def sides(self) -> list[dict[str, Any]]:
        """As partials/sides.html reads them."""
        return [self._side(side) for side in self.known]

    def _side(self, side: dict[str, str]) -> dict[str, Any]:
        state = SideState(side["state"])
        return {
            "name": self._name(side["area"]),
            "state": side["state"],
            "state_words": str(state.label),
            "text": side.get("words", ""),
            "lang": side.get("words_language", ""),
            "rows": self._facts(side),
        }

    def _facts(self, side: dict[str, str]) -> list[dict[str, str]]:
        nature = str(LegalNature(side["nature"]).label)
        rule = side.get("provision", "")
        decides = self.bodies.get(side.get("authority", ""))
        rows = [
            {
                "name": _("The rule"),
                "value": rule or capfirst(nature),
                "quiet": nature if rule else "",
            }
        ]
        if decides:
            rows.append({"name": _("Who decides"), "value": decides.name})
        position = str(capfirst(SidePosition(side["position"]).label))
        return [*rows, {"name": _("Position"), "value": position}]

    def _name(self, code: str) -> str:
        return self.areas[code].name


def shown(obstacles: Iterable[Obstacle]) -> list[Shown]:
    """A list of obstacles with the names of their sides: two queries, however long it is."""
    rows = list(obstacles)
    sides = [side for row in rows if row.published for side in row.published.sides]
    codes = {side["area"] for side in sides}
    slugs = {side.get("authority", "") for side in sides} - {""}
    areas = {area.code: area for area in Area.objects.filter(code__in=codes)}
    bodies = {body.slug: body for body in Authority.objects.filter(slug__in=slugs)}
    return [Shown(row, areas, bodies) for row in rows]


__all__ = ["MARK", "Shown", "shown"]
