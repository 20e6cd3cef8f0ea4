"""The clocks of the house, and those of the Regulation that come later."""

from datetime import date
from time import perf_counter

import pytest

from workflow.periods import RULES, Pause, Period, Rule, due, kept, rule

MONDAY = date(2026, 11, 2)
# As they will stand in RULES: one counts from submission, the other from reception.
D1 = Rule("D1", 1, "question to the initiator", Period(months=2), None)
D4 = Rule("D4", 1, "information on the steps", Period(months=6), None, Period(months=3))


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("S1", date(2026, 11, 9)),
        ("S2", date(2026, 12, 2)),
        ("S3", date(2026, 11, 30)),
        ("S4", date(2027, 1, 11)),
        ("R1", date(2026, 11, 16)),
        ("E6", date(2027, 5, 3)),
        ("E12", date(2027, 11, 2)),
    ],
)
def test_each_clock_of_the_house_has_its_length(code, on):
    found = due(rule(code), starts_on=MONDAY, calendar="BE")

    assert (found.on, found.rule, found.version) == (on, code, 1)


def test_a_review_day_must_be_set():
    with pytest.raises(ValueError, match="its day must be set"):
        due(rule("S5"), starts_on=MONDAY, calendar="BE")


def test_the_proposal_may_be_extended_by_ten_weeks():
    found = due(rule("S4"), starts_on=MONDAY, calendar="BE", extended=True)

    assert found.on == date(2027, 3, 22)
    assert found.extension == Period(weeks=10)


def test_a_first_reply_knows_no_extension():
    with pytest.raises(ValueError, match="knows no extension"):
        due(rule("S1"), starts_on=MONDAY, calendar="BE", extended=True)


def test_three_clocks_stand_still_while_those_who_owe_wait():
    waiting = [Pause(date(2026, 11, 5), date(2026, 11, 16))]

    moved = {
        row.code
        for row in RULES
        if row.length
        and due(row, starts_on=MONDAY, calendar="BE", pauses=waiting)
        != due(row, starts_on=MONDAY, calendar="BE")
    }

    assert moved == {"S2", "S3", "S4"}


def test_a_pause_that_goes_on_moves_the_day_day_by_day():
    waiting = [Pause(date(2026, 11, 5))]

    found = [
        due(rule("S2"), starts_on=MONDAY, calendar="BE", pauses=waiting, today=date(2026, 11, day))
        for day in (9, 10, 11)
    ]

    assert [provisional.on.day for provisional in found] == [7, 7, 8]
    assert {provisional.paused_since for provisional in found} == {date(2026, 11, 5)}


def test_the_regulation_counts_from_two_days():
    submitted, received = date(2026, 5, 29), date(2026, 6, 1)

    question = due(D1, starts_on=submitted, calendar="NL")
    information = due(D4, starts_on=received, calendar="NL")
    extended = due(D4, starts_on=received, calendar="NL", extended=True)

    assert question.on == date(2026, 7, 29)
    assert information.on == date(2026, 12, 1)
    assert extended.on == date(2027, 3, 1)


def test_six_months_and_three_are_nine_from_the_start():
    found = due(D4, starts_on=date(2026, 8, 31), calendar="BE", extended=True)

    assert due(D4, starts_on=date(2026, 8, 31), calendar="BE").on == date(2027, 3, 1)
    assert found.on == date(2027, 5, 31)


def test_a_set_day_may_be_extended_too():
    found = due(D4, starts_on=MONDAY, calendar="BE", set_on=date(2026, 11, 30), extended=True)

    assert found.on == date(2027, 3, 1)


def test_a_set_day_moves_by_the_days_the_clock_stood_still():
    asked_back = [Pause(date(2026, 11, 5), date(2026, 11, 11))]

    found = due(
        rule("S3"), starts_on=MONDAY, calendar="BE", set_on=date(2026, 11, 15), pauses=asked_back
    )

    assert (found.on, found.paused_days) == (date(2026, 11, 23), 6)


def test_a_day_set_anew_has_the_earlier_pauses_in_it():
    asked_back = [Pause(date(2026, 11, 5), date(2026, 11, 11))]

    found = due(
        rule("S3"),
        starts_on=MONDAY,
        calendar="BE",
        pauses=asked_back,
        set_on=date(2026, 11, 30),
        set_since=date(2026, 11, 11),
    )

    assert (found.on, found.paused_days) == (date(2026, 11, 30), 0)


def test_a_question_after_the_set_day_moves_nothing():
    asked_back = [Pause(date(2026, 11, 16), date(2026, 11, 20))]

    found = due(
        rule("S3"), starts_on=MONDAY, calendar="BE", set_on=date(2026, 11, 15), pauses=asked_back
    )

    assert (found.on, found.paused_days) == (date(2026, 11, 15), 0)


def test_the_clock_takes_a_step_only_where_the_rule_names_one():
    steps = {row.code: row.then for row in RULES if row.then}

    assert steps == {"R1": "lapse", "E6": "ask_effect", "E12": "ask_effect"}


def test_an_extension_that_changes_nothing_is_not_told():
    found = due(rule("S3"), starts_on=MONDAY, calendar="BE", extended=date(2026, 11, 20))

    assert found == due(rule("S3"), starts_on=MONDAY, calendar="BE")


def test_a_rule_is_found_by_version_and_by_day():
    assert rule("S1") == rule("S1", 1)
    assert rule("S1", on=date(2026, 11, 2)).version == 1


@pytest.mark.parametrize(
    ("code", "version", "on"), [("S9", None, None), ("S1", 9, None), ("S1", None, date(2025, 1, 1))]
)
def test_a_rule_that_is_not_there_is_said_to_be_missing(code, version, on):
    with pytest.raises(LookupError, match=code):
        rule(code, version, on=on)


def test_no_rule_is_there_twice():
    versions = [(row.code, row.version) for row in RULES]

    assert sorted(set(versions)) == sorted(versions)


@pytest.mark.parametrize(
    ("met_on", "today", "result"),
    [
        (None, date(2026, 11, 30), None),
        (None, date(2026, 12, 1), False),
        (date(2026, 11, 30), date(2026, 12, 24), True),
        (date(2026, 12, 1), date(2026, 12, 1), False),
    ],
)
def test_a_deadline_is_kept_until_the_last_hour_of_its_day(met_on, today, result):
    assert kept(date(2026, 11, 30), met_on, today) is result


def test_ten_thousand_due_days_take_less_than_a_second():
    waiting = [Pause(date(2026, 11, 5), date(2026, 11, 9)), Pause(date(2026, 11, 20))]
    today = date(2026, 11, 23)

    began = perf_counter()
    for _number in range(10_000):
        due(rule("S2"), starts_on=MONDAY, calendar="BE", pauses=waiting, today=today)

    assert perf_counter() - began < 1
