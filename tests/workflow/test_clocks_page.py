"""docs/clocks.md says what the code does."""

from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from workflow.calendars import CALENDARS, holiday, zone_of
from workflow.periods import RULES, Pause, due, rule
from workflow.reasons import in_words

PAGE = (Path(__file__).parents[2] / "docs" / "clocks.md").read_text()
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


def table(first_column: str, title: str) -> list[list[str]]:
    """The rows of the table under this title of the page."""
    lines = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]
    assert rows[0][0] == first_column
    return rows[2:]


def as_pauses(cell: str) -> list[Pause]:
    days = [[date.fromisoformat(day) for day in pause.split("/")] for pause in cell.split()]
    return [Pause(from_on, until_on) for from_on, until_on in days]


def recomputed(row: list[str]) -> list[str]:
    code, event, calendar, pauses, _due, _passed_over = row
    found = due(
        rule(code),
        starts_on=date.fromisoformat(event),
        calendar=calendar,
        pauses=as_pauses(pauses),
    )
    skipped = [holiday(calendar, day.on) or day.why.capitalize() for day in found.skipped]
    return [code, event, calendar, pauses, found.on.isoformat(), ", ".join(dict.fromkeys(skipped))]


def test_the_page_shows_the_rules_as_they_are():
    rows = [
        [
            row.code,
            str(row.label),
            in_words(asdict(row.length)) if row.length else "",
            in_words(asdict(row.extension)) if row.extension else "",
            "yes" if row.pausable else "",
            row.then or "",
        ]
        for row in RULES
        if row == rule(row.code)
    ]

    assert table("Clock", "The rules") == rows


def test_the_page_shows_the_calendars_as_they_are():
    rows = [
        [code, str(name), zone_of(code), str(sum(bool(holiday(code, day)) for day in YEAR))]
        for code, name in CALENDARS.items()
    ]

    assert table("Calendar", "Calendars") == rows


def test_the_examples_of_the_page_are_still_true():
    rows = table("Clock", "Examples")

    assert [recomputed(row) for row in rows] == rows
