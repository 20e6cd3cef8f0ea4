"""From numbers to places on a drawing: whole numbers, so that every language draws the same."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Tick:
    """A line across, and its number."""

    at: int
    words: str

    @property
    def text_at(self) -> int:
        return self.at + 5


def top_of(values: Iterable[float | None]) -> int:
    """The next round number above all values, in at most five steps."""
    highest = max((value for value in values if value is not None), default=0)
    size = 1
    while True:
        for step in STEPS:
            if step * size * 4 >= highest:
                return step * size * 4
        size *= 10


def ticks(top: int, *, low: int, high: int) -> list[Tick]:
    """Five lines from nought to the top."""
    return [Tick(low - round((low - high) * part / 4), str(top * part // 4)) for part in range(5)]


def spread(places: Sequence[int], *, apart: int) -> list[int]:
    """Move labels apart, so that none lies on another; their order stays."""
    order = sorted(range(len(places)), key=lambda number: places[number])
    found = list(places)
    for before, after in itertools.pairwise(order):
        found[after] = max(found[after], found[before] + apart)
    return found
