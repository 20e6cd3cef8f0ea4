"""Drawings as data for templates: lines over months, and bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format

from workflow.statistics import Row

from .scales import Tick, spread, ticks, top_of

LEFT, RIGHT, HIGH, LOW = 34, 400, 16, 206
BAR_END, ROW = 480, 38
NARROW, WIDE = 112, 240
# On a phone the letters of a drawing grow: this wide they are then.
LETTER = 11
LABELLED = 6


@dataclass(frozen=True)
class Series:
    """One line: pieces between gaps, its words with the last value, and points that are marked."""

    words: str
    pieces: tuple[str, ...]
    points: tuple[tuple[int, int], ...]
    label_at: int
    second: bool

    @property
    def dots(self) -> list[tuple[int, int]]:
        return [(x - 4, y - 4) for x, y in self.points]

    @property
    def mark_at(self) -> int:
        return self.label_at - 11

    @property
    def dash_at(self) -> int:
        return self.label_at - 8


@dataclass(frozen=True)
class Lines:
    """A drawing of lines over months."""

    ticks: tuple[Tick, ...]
    months: tuple[tuple[int, str], ...]
    series: tuple[Series, ...]


def lines(rows: Sequence[Row], wanted: Sequence[tuple[str, Any]]) -> Lines | None:
    """Lines of the named columns over the rows; nothing where there is nothing to draw."""
    names = [name for name, _words in wanted]
    values = {name: [row.cells.get(name) for row in rows] for name in names}
    known = [value for row in values.values() for value in row if value is not None]
    if len(rows) < 2 or not known:
        return None
    top = top_of(known)
    across = [LEFT + round((RIGHT - LEFT) * at / (len(rows) - 1)) for at in range(len(rows))]
    last = [_down(_last(values[name]), top) for name in names]
    places = spread([place + 6 for place in last], apart=24)
    series = [
        _series(str(words), values[name], across, top, places[number], second=number == 1)
        for number, (name, words) in enumerate(wanted)
    ]
    every = max(1, -(-len(rows) // LABELLED))
    months = [(across[at], _month(rows[at])) for at in range(len(rows) - 1, -1, -every)]
    return Lines(tuple(ticks(top, low=LOW, high=HIGH)), tuple(reversed(months)), tuple(series))


def _month(row: Row) -> str:
    return date_format(date.fromisoformat(f"{row.key}-01"), "M")


def _down(value: float, top: int) -> int:
    return LOW - round((LOW - HIGH) * value / top)


def _last(values: Sequence[float | None]) -> float:
    return next((value for value in reversed(values) if value is not None), 0)


def _series(
    words: str,
    values: Sequence[float | None],
    across: Sequence[int],
    top: int,
    label_at: int,
    *,
    second: bool,
) -> Series:
    pieces: list[list[tuple[int, int]]] = [[]]
    for place, value in zip(across, values, strict=True):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((place, _down(value, top)))
    points = tuple(point for piece in pieces for point in piece)
    drawn = tuple(" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if len(piece) > 1)
    # A month between two gaps has no line: its point is drawn, whichever line it is of.
    lonely = tuple(piece[0] for piece in pieces if len(piece) == 1)
    marked = points if second else lonely
    said = words if values[-1] is None else f"{words}, {number_format(round(values[-1]))}"
    return Series(said, drawn, marked, label_at, second)


@dataclass(frozen=True)
class Bar:
    """One bar: its words, its length, its number, and whether it is hatched."""

    words: str
    width: int
    value: str
    top: int
    left: int
    old: bool = False

    @property
    def words_end(self) -> int:
        return self.left - 10

    @property
    def base(self) -> int:
        return self.top + 17

    @property
    def value_at(self) -> int:
        return self.left + self.width + 10


@dataclass(frozen=True)
class Bars:
    """A drawing of bars, as high as it has bars."""

    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return ROW * len(self.bars) + 4


def bars(told: Sequence[tuple[Any, float | None, str, bool]], *, top: float = 0) -> Bars | None:
    """Bars of (words, number, number in words, hatched); nothing where all are nought."""
    highest = top or max((value or 0 for _words, value, _shown, _old in told), default=0)
    if not highest:
        return None
    longest = max(len(str(words)) for words, *_rest in told)
    left = min(WIDE, max(NARROW, LETTER * longest + 12))
    return Bars(
        tuple(
            Bar(
                str(words),
                round((BAR_END - left) * (value or 0) / highest),
                shown,
                ROW * at + 8,
                left,
                old,
            )
            for at, (words, value, shown, old) in enumerate(told)
        )
    )
