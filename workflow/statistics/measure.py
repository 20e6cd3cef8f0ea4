"""What a figure is: its code, its words, its definition, and how it is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.states import Kind

from .columns import COLUMNS
from .question import Cells, Question

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Count = Callable[[Question, str], dict[str, Cells]]
Share = tuple[tuple[str, ...], str]

BY = ("border", "theme")
BY_OBSTACLE = (*BY, "side", "affected_group", "language", "solution_kind")
BY_REPORT = (*BY, "language", "reporter_kind")
DAYS = ("median", "p90")
# Green from, amber from, in per cent (SOLVIT's scoreboard); fewer cases than this are starred.
PROMISES, RESULTS, STARRED = (75, 55), (90, 70), 10


@dataclass(frozen=True)
class Column:
    """One value of a row: its code, its words, and whether it is a count, days or a share."""

    code: str
    words: StrPromise
    unit: str


@dataclass(frozen=True)
class Measure:
    """A figure and its definition."""

    code: str
    title: StrPromise
    definition: StrPromise
    count: Count
    counts: tuple[str, ...]
    days: tuple[str, ...] = ()
    # Shares in per cent: what is divided, and by what.
    shares: Mapping[str, Share] = field(default_factory=dict)
    # Counts of a row that are a sum together: with it a hidden number could be worked out.
    families: tuple[frozenset[str], ...] = ()
    # The first is used when nothing is asked for.
    groups: tuple[str, ...] = ("",)
    kinds: frozenset[Kind] = frozenset({Kind.OBSTACLE})
    light: tuple[str, str, tuple[int, int]] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        units = {**dict.fromkeys(self.days, "days"), **dict.fromkeys(self.shares, "share")}
        return tuple(
            Column(code, COLUMNS[code], units.get(code, "count"))
            for code in (*self.counts, *self.days, *self.shares)
        )
