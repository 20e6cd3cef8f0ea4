"""Regulation (EEC, Euratom) No 1182/71, article 3, sentence by sentence."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from workflow.counting import Pause, Period, Skipped, run, stops, until

TABLE = Path(__file__).parent / "golden_periods.csv"
GOLDEN = list(csv.DictReader(TABLE.read_text().splitlines()))
UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def period(text: str) -> Period:
    if text.endswith("wd"):
        return Period(days=int(text[:-2]), working_days=True)
    return Period(**{UNITS[unit]: int(number) for number, unit in re.findall(r"(\d+)(\w)", text)})


def length(text: str) -> Period:
    first, *more = (period(part) for part in text.split("+"))
    return first + more[0] if more else first


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def pause(text: str) -> Pause:
    from_on, until_on = text.split("/")
    return Pause(date.fromisoformat(from_on), day(until_on))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['calendar']} {case['because']}")
def test_a_period_ends_as_the_regulation_says(case):
    starts_on = date.fromisoformat(case["starts_on"])
    paused = stops([pause(text) for text in case["pauses"].split()], starts_on, day(case["today"]))

    ended = run(case["calendar"], length(case["length"]), starts_on, paused)

    assert ended.on.isoformat() == case["due"]


def test_every_calendar_and_sentence_of_article_3_is_among_the_golden_cases():
    calendars = {case["calendar"] for case in GOLDEN}
    sentences = {match[0] for case in GOLDEN if (match := re.match(r"3\(\S+", case["because"]))}

    assert calendars == {"BE", "NL", "LU", "DE-NW", "DE-RP", "DE-SL", "FR", "FR-57", "EU"}
    assert sentences == {"3(1)", "3(2)(c)", "3(3)", "3(4)", "3(5)"}


def test_the_days_passed_over_are_named():
    ended = run("BE", Period(days=7), date(2026, 12, 18))

    assert ended.skipped == (
        Skipped(date(2026, 12, 25), "holiday"),
        Skipped(date(2026, 12, 26), "saturday"),
        Skipped(date(2026, 12, 27), "sunday"),
    )


def test_a_day_passed_over_for_a_second_working_day_is_named():
    ended = run("BE", Period(days=3), date(2026, 11, 20))

    assert ended.skipped == (Skipped(date(2026, 11, 23), "short"),)


def test_working_days_name_the_days_between_that_do_not_count():
    ended = run("BE", Period(days=3, working_days=True), date(2026, 11, 10))

    assert ended.on == date(2026, 11, 16)
    assert [skipped.why for skipped in ended.skipped] == ["holiday", "saturday", "sunday"]


def test_a_named_day_is_moved_like_any_last_day():
    ended = until("NL", date(2026, 4, 27))

    assert ended.on == date(2026, 4, 28)
    assert ended.skipped == (Skipped(date(2026, 4, 27), "holiday"),)


def test_a_pause_that_goes_on_needs_today():
    with pytest.raises(ValueError, match="needs today"):
        stops([Pause(date(2026, 11, 20))], date(2026, 11, 2), None)


@pytest.mark.parametrize(
    "parts", [{}, {"days": -1}, {"weeks": 1, "days": -1}, {"weeks": 1, "working_days": True}]
)
def test_a_length_of_nothing_or_of_working_weeks_is_refused(parts):
    with pytest.raises(ValueError, match="day"):
        Period(**parts)


def test_working_days_and_other_days_are_not_added_up():
    with pytest.raises(ValueError, match="not added up"):
        Period(days=1) + Period(days=1, working_days=True)
