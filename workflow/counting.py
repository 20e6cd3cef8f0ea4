"""How a period is counted: Regulation (EEC, Euratom) No 1182/71, article 3. Rests on calendars."""

from __future__ import annotations

from calendar import SATURDAY, SUNDAY, monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .calendars import ONE_DAY, is_working_day, next_working_day

WEEKEND = {SATURDAY: "saturday", SUNDAY: "sunday"}


@dataclass(frozen=True)
class Period:
    """A length of time as a rule states it; years and months are counted first, then the rest."""

    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    working_days: bool = False

    def __post_init__(self) -> None:
        parts = (self.days, self.weeks, self.months, self.years)
        if min(parts) < 0 or not any(parts):
            raise ValueError("A period is at least one day long.")
        if self.working_days and any(parts[1:]):
            raise ValueError("Only days can be working days.")

    def __add__(self, other: Period) -> Period:
        if self.working_days != other.working_days:
            raise ValueError("Working days and other days are not added up.")
        return Period(
            self.days + other.days,
            self.weeks + other.weeks,
            self.months + other.months,
            self.years + other.years,
            self.working_days,
        )

    @property
    def has_two_days(self) -> bool:
        return bool(self.days > 1 or self.weeks or self.months or self.years)

    def after(self, day: date) -> date:
        """The same weekday or date later on; the end of the month where there is no such date."""
        month = day.month - 1 + self.months + 12 * self.years
        year, month = day.year + month // 12, month % 12 + 1
        same_date = date(year, month, min(day.day, monthrange(year, month)[1]))
        return same_date + timedelta(days=self.days, weeks=self.weeks)


@dataclass(frozen=True)
class Pause:
    """The clock stands still from the end of one day to the end of another; None: it still does."""

    from_on: date
    until_on: date | None = None


@dataclass(frozen=True)
class Stop:
    """A pause seen from a day on which its end is known."""

    from_on: date
    until_on: date

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days

    def covers(self, day: date) -> bool:
        return self.from_on < day <= self.until_on


@dataclass(frozen=True)
class Skipped:
    """A day that was passed over, and why: "saturday", "sunday", "holiday" or "short"."""

    on: date
    why: str


@dataclass(frozen=True)
class Run:
    """Where a period came to its end."""

    on: date
    skipped: tuple[Skipped, ...] = ()
    paused_days: int = 0


def stops(pauses: Sequence[Pause], starts_on: date, today: date | None) -> tuple[Stop, ...]:
    """The pauses in order, those that overlap made one, none before the period runs."""
    found: list[Stop] = []
    for pause in sorted(pauses, key=lambda pause: pause.from_on):
        until_on = pause.until_on or today
        if until_on is None:
            raise ValueError("A pause that goes on needs today: its end is not known.")
        from_on = max(pause.from_on, starts_on)
        if found and from_on <= found[-1].until_on:
            last = found.pop()
            from_on, until_on = last.from_on, max(last.until_on, until_on)
        if until_on > from_on:
            found.append(Stop(from_on, until_on))
    return tuple(found)


def run(calendar: str, period: Period, starts_on: date, stops: Sequence[Stop] = ()) -> Run:
    """Count a period from the day of the event, which is itself not counted (3(1))."""
    end = _forward(calendar, period, starts_on)
    on = _last_day(calendar, period, starts_on, end, stops)
    paused_days = 0
    for stop in stops:
        if stop.from_on > on:
            break
        end = _resumed(calendar, period, stop, end)
        on = _last_day(calendar, period, starts_on, end, stops)
        paused_days += stop.days
    counted_from = starts_on + ONE_DAY if period.working_days else end
    return Run(on, tuple(_skipped(calendar, counted_from, on, period.working_days)), paused_days)


def until(calendar: str, day: date) -> Run:
    """A period that ends on a day somebody named, moved to a working day like any other (3(4))."""
    on = next_working_day(calendar, day)
    return Run(on, tuple(_skipped(calendar, day, on)))


def moved(calendar: str, day: date, stops: Sequence[Stop]) -> Run:
    """A day that was set: taken as it is, unless the clock stood still before it came."""
    on, paused_days = day, 0
    for stop in stops:
        if stop.from_on > on:
            break
        day = stop.until_on + max(day - stop.from_on, timedelta())
        on = next_working_day(calendar, day)
        paused_days += stop.days
    return Run(on, tuple(_skipped(calendar, day, on)), paused_days)


def _forward(calendar: str, period: Period, day: date) -> date:
    """The end of the period before the last day is looked at (3(2), 3(3))."""
    if period.working_days:
        return _working_days_on(calendar, day, period.days)
    return period.after(day)


def _resumed(calendar: str, period: Period, stop: Stop, end: date) -> date:
    """The days that were left when the clock stopped are left when it runs again."""
    if period.working_days:
        left = sum(is_working_day(calendar, day) for day in _days(stop.from_on + ONE_DAY, end))
        return _working_days_on(calendar, stop.until_on, left)
    return stop.until_on + max(end - stop.from_on, timedelta())


def _last_day(
    calendar: str, period: Period, starts_on: date, end: date, stops: Sequence[Stop]
) -> date:
    """A last day is a working day (3(4)), and of two days or more two are working days (3(5))."""
    last = next_working_day(calendar, end)
    if period.has_two_days:
        return max(last, _working_days_on(calendar, starts_on, 2, stops))
    return last


def _working_days_on(calendar: str, day: date, count: int, stops: Sequence[Stop] = ()) -> date:
    while count:
        day += ONE_DAY
        if is_working_day(calendar, day) and not any(stop.covers(day) for stop in stops):
            count -= 1
    return day


def _skipped(calendar: str, first: date, on: date, working_days: bool = False) -> Iterator[Skipped]:
    """The days that did not count, or could not be the last one."""
    for day in _days(first, on - ONE_DAY):
        if not is_working_day(calendar, day):
            yield Skipped(day, WEEKEND.get(day.weekday(), "holiday"))
        elif not working_days:
            yield Skipped(day, "short")


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * ONE_DAY for number in range((last - first).days + 1))
