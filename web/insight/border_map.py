"""The borders as a drawing: the thicker a line, the more obstacles lie on it. Not to scale."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow.statistics import Figure

Point = tuple[float, float]
# Units of the grid of twelve by twelve on which borders are kept.
ACROSS, DOWN = 52, 42
WIDE, HIGH = 624, 504
THIN, THICK = 4, 16
BOX_WIDE, BOX_HIGH = 104, 32

# Countries as far as the map shows them, along the lines of their borders.
LANDS: tuple[tuple[Any, Point, tuple[Point, ...]], ...] = (
    (
        _("Netherlands"),
        (4.6, 2.2),
        (
            (1.6, 4.2), (2.6, 3), (3.4, 1.8), (4.4, 0.8), (8, 0), (8, 1.5), (7.6, 2.6),
            (7.2, 3.6), (7, 5), (6.2, 5), (5.6, 4.2), (4.4, 4.1), (3, 4.5),
        ),
    ),
    (
        _("Belgium"),
        (3.4, 5.6),
        (
            (1, 5.2), (1.6, 4.2), (3, 4.5), (4.4, 4.1), (5.6, 4.2), (6.2, 5), (7, 5), (7.3, 6),
            (7, 7), (6.2, 7.6), (6, 9), (5.2, 8), (4.4, 8.2), (3.2, 7), (2, 6.2),
        ),
    ),
    ("", (6.7, 8.2), ((7, 7), (7.7, 8), (7.5, 9), (6, 9), (6.2, 7.6))),
    (
        _("Germany"),
        (9.6, 4.4),
        (
            (8, 0), (8, 1.5), (7.6, 2.6), (7.2, 3.6), (7, 5), (7.3, 6), (7, 7), (7.7, 8),
            (7.5, 9), (8.8, 9.8), (10, 10), (10, 12), (12, 12), (12, 0),
        ),
    ),
    (
        _("France"),
        (2.4, 10.2),
        (
            (0, 5.8), (1, 5.2), (2, 6.2), (3.2, 7), (4.4, 8.2), (5.2, 8), (6, 9), (7.5, 9),
            (8.8, 9.8), (10, 10), (10, 12), (0, 12),
        ),
    ),
)  # fmt: skip
# Around Luxembourg three borders meet closely: their labels step aside.
ASIDE = {"be-lu": (-1.0, 0.1), "lu-de": (1.35, -0.1), "lu-fr": (0.0, 0.75), "be-de": (0.0, -0.15)}


@dataclass(frozen=True)
class Land:
    words: Any
    text_at: tuple[int, int]
    outline: str


@dataclass(frozen=True)
class Line:
    """One border: its two halves, as thick as it has obstacles, and its label."""

    words: str
    value: str
    thickness: int
    ours: str
    theirs: str
    box: tuple[int, int]

    @property
    def words_at(self) -> tuple[int, int]:
        return self.box[0] + 8, self.box[1] + 21

    @property
    def value_at(self) -> tuple[int, int]:
        return self.box[0] + BOX_WIDE - 8, self.box[1] + 22


@dataclass(frozen=True)
class Map:
    lands: tuple[Land, ...]
    lines: tuple[Line, ...]


def border_map(borders: Iterable[Any], figure: Figure, column: str) -> Map:
    """Draw the land borders with their numbers; a hidden one is drawn thin."""
    drawn = [one for one in borders if one.map and one.kind == "land"]
    counts = {row.key: row.cells.get(column) for row in figure.rows}
    hidden = {row.key for row in figure.rows if column in row.hidden}
    most = max((counts.get(one.slug) or 0 for one in drawn), default=0)
    return Map(
        tuple(Land(words, _at(place), _path(outline)) for words, place, outline in LANDS),
        tuple(_line(one, counts.get(one.slug) or 0, most, one.slug in hidden) for one in drawn),
    )


def _line(border: Any, count: float, most: float, hidden: bool) -> Line:
    thickness = THIN + round((THICK - THIN) * count / most) if most else THIN
    first, second = _halves(border.map["line"], border.map["marker"])
    along, down = _sideways(first[-2], first[-1], thickness / 2)
    x, y = border.map["marker"]
    aside = ASIDE.get(border.slug, (0, 0))
    middle = _at((x + aside[0], y + aside[1]))
    return Line(
        border.short.replace(" – ", "–"),
        "–" if hidden else f"{count:g}",
        thickness,
        _path(first, along, down),
        _path(second, -along, -down),
        (middle[0] - BOX_WIDE // 2, middle[1] - BOX_HIGH // 2),
    )


def _halves(line: Sequence[Point], marker: Point) -> tuple[list[Point], list[Point]]:
    """Cut a line where its label stands: at the middle of the stretch nearest to it."""
    stretches = list(itertools.pairwise(line))
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in stretches]
    gaps = [(x - marker[0]) ** 2 + (y - marker[1]) ** 2 for x, y in middles]
    cut = gaps.index(min(gaps))
    return [*line[: cut + 1], middles[cut]], [middles[cut], *line[cut + 1 :]]


def _sideways(before: Point, after: Point, far: float) -> tuple[float, float]:
    """How far to step aside, at a right angle to the line, in the units of the drawing."""
    x, y = (after[0] - before[0]) * ACROSS, (after[1] - before[1]) * DOWN
    length = (x * x + y * y) ** 0.5 or 1
    return -y / length * far, x / length * far


def _at(place: Point) -> tuple[int, int]:
    return round(place[0] * ACROSS), round(place[1] * DOWN)


def _path(line: Iterable[Point], along: float = 0, down: float = 0) -> str:
    return " ".join(f"{round(x * ACROSS + along)},{round(y * DOWN + down)}" for x, y in line)
