"""Legal time: versioned rules and due days, as pure functions. Rests on counting and reasons.

Counted as Regulation (EEC, Euratom) No 1182/71, article 3, counts. Days are dates where the
duty is owed, never instants. The same input gives the same due day, for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from . import reasons
from .counting import Pause, Period, Run, Skipped, Stop, moved, run, stops, until

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["RULES", "Due", "Pause", "Period", "Rule", "Skipped", "due", "explain", "kept", "rule"]

FIRST_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Rule:
    """How long somebody has for something. A case keeps the version it started under."""

    code: str
    version: int
    label: StrPromise
    length: Period | None  # None: the day is given
    then: str | None  # the step the clock takes when the day has passed
    extension: Period | None = None  # once, with a reason
    pausable: bool = False  # stands still while those who owe wait for somebody else
    valid_from: date = FIRST_DAY


# A rule is never edited: a change is a new row with the next version and the day it begins.
RULES: tuple[Rule, ...] = (
    Rule("S1", 1, _("first reply"), Period(days=7), None),
    Rule("S2", 1, _("triage decision"), Period(days=30), None, pausable=True),
    Rule("S3", 1, _("answer to a consultation"), Period(days=28), None, pausable=True),
    Rule("S4", 1, _("proposal"), Period(weeks=10), None, Period(weeks=10), pausable=True),
    Rule("S5", 1, _("review while on hold"), None, None),
    Rule("R1", 1, _("reply of the reporter"), Period(days=14), "lapse"),  # from the answer-by day
    Rule("E6", 1, _("first question about the effect"), Period(months=6), "ask_effect"),
    Rule("E12", 1, _("second question about the effect"), Period(months=12), "ask_effect"),
)


def rule(code: str, version: int | None = None, *, on: date | None = None) -> Rule:
    """The rule as a case began with it; without a version the newest, or the one valid on a day."""
    found = [row for row in RULES if row.code == code and version in (None, row.version)]
    if on is not None:
        found = [row for row in found if row.valid_from <= on]
    if not found:
        raise LookupError(f"There is no rule {code} in version {version or 'any'}.")
    return max(found, key=lambda row: row.version)


@dataclass(frozen=True)
class Due:
    """A due day and everything it follows from, so that it can always say why."""

    on: date
    rule: str
    version: int
    starts_on: date
    calendar: str
    length: Period | None = None
    extension: Period | None = None
    set_on: date | None = None
    extended_to: date | None = None
    paused_days: int = 0
    paused_since: date | None = None  # still paused: the due day moves on day by day
    skipped: tuple[Skipped, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As it is kept with the deadline; reasons.py explains it without the rule at hand."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return {name: _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
    return value


def due(
    rule: Rule,
    *,
    starts_on: date,
    calendar: str,
    pauses: Sequence[Pause] = (),
    extended: bool | date = False,
    set_on: date | None = None,
    set_since: date | None = None,
    today: date | None = None,
) -> Due:
    """The day by which it must be done.

    A set day is taken as it is; only a pause after `set_since`, when it was set anew, moves it.
    A pause that goes on counts as if it ended `today`: the due day is provisional. A granted
    extension and the length are one period; a day given as extension never shortens.
    """
    extension = _granted(rule) if extended is True else None
    counted = pauses if rule.pausable else ()
    ended = _run(
        rule, starts_on, calendar, set_on, extension, stops(counted, set_since or starts_on, today)
    )
    extended_to = extended if isinstance(extended, date) else None
    last = max(ended, until(calendar, extended_to), key=_on) if extended_to else ended
    return Due(
        on=last.on,
        rule=rule.code,
        version=rule.version,
        starts_on=starts_on,
        calendar=calendar,
        length=rule.length if set_on is None else None,
        extension=extension,
        set_on=set_on,
        extended_to=extended_to if last is not ended else None,
        paused_days=ended.paused_days,
        paused_since=_paused_since(counted, ended.on),
        skipped=last.skipped,
    )


def _on(run: Run) -> date:
    return run.on


def _granted(rule: Rule) -> Period:
    if rule.extension is None:
        raise ValueError(f"Rule {rule.code} knows no extension.")
    return rule.extension


def _run(
    rule: Rule,
    starts_on: date,
    calendar: str,
    set_on: date | None,
    extension: Period | None,
    stops: Sequence[Stop],
) -> Run:
    if set_on is not None:
        return (
            run(calendar, extension, set_on, stops) if extension else moved(calendar, set_on, stops)
        )
    if rule.length is None:
        raise ValueError(f"Rule {rule.code} has no length: its day must be set.")
    whole = rule.length + extension if extension else rule.length
    return run(calendar, whole, starts_on, stops)


def _paused_since(pauses: Sequence[Pause], on: date) -> date | None:
    """Since when the clock stands still; a pause after the due day comes too late."""
    since = (pause.from_on for pause in pauses if pause.until_on is None)
    return next((day for day in since if day <= on), None)


def explain(due: Due | Mapping[str, object]) -> str:
    """Why it is that day, in plain sentences, from the due day or from what was kept of it."""
    return reasons.sentences(due.as_json() if isinstance(due, Due) else due)


def kept(due_on: date, met_on: date | None, today: date) -> bool | None:
    """Whether it was done in time; None while that is still open."""
    if met_on is not None:
        return met_on <= due_on
    return False if today > due_on else None
