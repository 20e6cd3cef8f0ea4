"""Why a due day is that day, in words."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from workflow.calendars import holiday
from workflow.periods import Pause, Period, Rule, due, explain, rule

MONDAY = date(2026, 11, 2)
TWO_DAYS = Rule("X1", 1, "anything", Period(days=2), None)
FIVE_WORKING_DAYS = Rule("X2", 1, "anything", Period(days=5, working_days=True), None)
NAMED = {
    name: date_format(date.fromisoformat(day), "DATE_FORMAT")
    for name, day in {
        "monday": "2026-11-02",
        "sunday": "2026-11-08",
        "armistice": "2026-11-11",
        "christmas": "2026-12-25",
        "saturday": "2026-12-26",
        "last": "2026-12-27",
        "today": "2026-11-20",
        "friday": "2026-11-06",
    }.items()
}


def words(ruled, starts_on=MONDAY, **given):
    return explain(due(ruled, starts_on=starts_on, calendar="BE", **given))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (words(rule("S3")), "28 days from {monday}, calendar Belgium."),
        (
            words(rule("S4"), extended=True),
            "10 weeks and 10 weeks more from {monday}, calendar Belgium.",
        ),
        (words(rule("S5"), set_on=date(2026, 12, 27)), "This day was set: {last}."),
        (
            words(rule("S3"), extended=date(2026, 12, 25)),
            "28 days from {monday}, calendar Belgium. It was extended to {christmas}."
            " {christmas} (Christmas Day), {saturday} (Saturday) and {last} (Sunday)"
            " cannot be the last day.",
        ),
        (
            words(rule("S2"), pauses=[Pause(MONDAY, date(2026, 11, 3))]),
            "30 days from {monday}, calendar Belgium. The clock stood still for 1 day.",
        ),
        (
            words(rule("S2"), pauses=[Pause(date(2026, 11, 20))], today=date(2026, 11, 25)),
            "30 days from {monday}, calendar Belgium."
            " The clock has stood still since {today}, so this day moves on.",
        ),
        (
            words(TWO_DAYS, date(2026, 11, 6)),
            "2 days from {friday}, calendar Belgium. {sunday} (Sunday) cannot be the last day."
            " A period of two days or more has at least two working days.",
        ),
        (
            words(FIVE_WORKING_DAYS, date(2026, 11, 6)),
            "5 working days from {friday}, calendar Belgium."
            " Saturdays, Sundays and these days are not counted: {armistice} (Armistice Day).",
        ),
        (
            words(FIVE_WORKING_DAYS),
            "5 working days from {monday}, calendar Belgium."
            " Saturdays and Sundays are not counted.",
        ),
        (
            words(Rule("X3", 1, "anything", Period(years=1, months=2, days=1), None)),
            "1 year, 2 months and 1 day from {monday}, calendar Belgium.",
        ),
    ],
)
def test_a_due_day_says_why_it_is_that_day(found, expected):
    assert found == expected.format(**NAMED)


def test_a_long_run_of_holidays_is_told_by_its_ends():
    first, last = (date_format(day, "DATE_FORMAT") for day in (date(2026, 4, 3), date(2026, 4, 6)))

    found = due(rule("S1"), starts_on=date(2026, 3, 27), calendar="DE-NW")

    assert (
        explain(found)
        .partition(". ")[2]
        .endswith(
            f"From {first} (Good Friday) to {last} (Easter Monday) no day can be the last day."
        )
    )


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_it_is_told_in_each_language_of_the_house(language):
    with translation.override(language):
        found = due(rule("S3"), starts_on=date(2026, 11, 27), calendar="BE")
        day = date_format(date(2026, 12, 25), "DATE_FORMAT")

        assert f"{day} ({holiday('BE', date(2026, 12, 25))})" in explain(found)


def test_a_stored_due_day_needs_no_rule_to_explain_itself():
    kept = due(TWO_DAYS, starts_on=MONDAY, calendar="NL").as_json()

    assert explain(kept) == f"2 days from {NAMED['monday']}, calendar Netherlands."
