"""What is asked of the figures, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Cells = dict[str, float | int | None]
# The row of everything: what stands in it is counted once, wherever else it counts.
TOTAL = "total"


@dataclass(frozen=True)
class Question:
    """A time from the first day up to, and without, the last one; what to count by; a cut-off.

    Nothing that was written into the log after ``as_of`` changes the answer.
    """

    from_on: date
    to_on: date
    as_of: datetime
    tz: str = "Europe/Brussels"
    group_by: str = ""
    border: str = ""
    theme: str = ""

    def __post_init__(self) -> None:
        if self.from_on >= self.to_on:
            raise ValueError("The last day must come after the first.")
        if self.as_of.tzinfo is None:
            raise ValueError("The cut-off needs a time zone.")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)

    @property
    def start(self) -> datetime:
        return self.midnight(self.from_on)

    @property
    def end(self) -> datetime:
        return self.midnight(self.to_on)

    @property
    def moment(self) -> datetime:
        """The end of the time asked for, or the cut-off where that comes first."""
        return min(self.end, self.as_of)

    @property
    def today(self) -> date:
        """The day of the cut-off, where the question is asked."""
        return self.as_of.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        """The last day that is counted."""
        return min(self.to_on - timedelta(days=1), self.today)

    def midnight(self, day: date) -> datetime:
        """The instant at which a day begins there, whatever the clocks did that night."""
        return datetime.combine(day, time(), tzinfo=self.zone)

    def values(self) -> dict[str, Any]:
        """Everything a query may name."""
        names = ("from_on", "to_on", "as_of", "tz", "border", "theme")
        more = ("start", "end", "moment", "today", "last_day")
        return {name: getattr(self, name) for name in (*names, *more)}


@dataclass(frozen=True)
class Row:
    """One line of a figure: its code, its words, and a value for each column."""

    key: str
    words: str
    cells: Cells
    hidden: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Figure:
    """The answer: rows, and everything once in the total."""

    code: str
    question: Question
    group_by: str
    rows: tuple[Row, ...]
    total: Row

    @property
    def is_hidden(self) -> bool:
        """Whether small numbers were taken out."""
        return bool(self.total.hidden) or any(row.hidden for row in self.rows)

    def row(self, key: str) -> Row | None:
        """Find one line by its code."""
        return next((row for row in self.rows if row.key == key), None)
