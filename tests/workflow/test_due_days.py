"""What is true of every due day, whatever the rule, the calendar and the events."""

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow.calendars import CALENDARS, is_working_day
from workflow.periods import Pause, Period, Rule, due, explain, rule

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
LENGTHS = st.one_of(
    st.builds(Period, days=st.integers(1, 400)),
    st.builds(Period, weeks=st.integers(1, 60)),
    st.builds(Period, months=st.integers(1, 24), days=st.integers(0, 40)),
    st.builds(Period, days=st.integers(1, 60), working_days=st.just(True)),
)
RULED = st.builds(
    Rule, st.just("X1"), st.just(1), st.just("anything"), LENGTHS, st.none(), pausable=st.just(True)
)
CALENDAR = st.sampled_from(sorted(CALENDARS))
PAUSE = st.builds(
    lambda day, length: Pause(day, day + timedelta(days=length)), DAYS, st.integers(0, 90)
)
PAUSES = st.lists(PAUSE, max_size=4)


@given(RULED, DAYS, CALENDAR, PAUSES)
def test_a_due_day_is_a_working_day_of_its_calendar(ruled, starts_on, calendar, pauses):
    found = due(ruled, starts_on=starts_on, calendar=calendar, pauses=pauses)

    assert is_working_day(calendar, found.on)


@given(RULED, DAYS, CALENDAR, PAUSES)
def test_nobody_gets_less_time_than_the_rule_says(ruled, starts_on, calendar, pauses):
    found = due(ruled, starts_on=starts_on, calendar=calendar, pauses=pauses)

    assert found.on >= ruled.length.after(starts_on)


@given(RULED, DAYS, CALENDAR, PAUSES, PAUSE, st.none() | DAYS)
def test_a_pause_never_shortens(ruled, starts_on, calendar, pauses, another, set_on):
    before, after = (
        due(ruled, starts_on=starts_on, calendar=calendar, pauses=stood_still, set_on=set_on)
        for stood_still in (pauses, [*pauses, another])
    )

    assert after.on >= before.on
    assert after.paused_days >= before.paused_days


@given(RULED, DAYS, PAUSES, st.sampled_from([("FR", "FR-57"), ("DE-NW", "DE-SL")]))
def test_more_holidays_never_make_it_earlier(ruled, starts_on, pauses, calendars):
    fewer, more = (due(ruled, starts_on=starts_on, calendar=c, pauses=pauses) for c in calendars)

    assert more.on >= fewer.on


@given(RULED, DAYS, CALENDAR, PAUSES, DAYS)
def test_an_extension_to_a_day_never_shortens(ruled, starts_on, calendar, pauses, later):
    before = due(ruled, starts_on=starts_on, calendar=calendar, pauses=pauses)
    after = due(ruled, starts_on=starts_on, calendar=calendar, pauses=pauses, extended=later)

    assert after.on >= max(before.on, later)


@given(RULED, DAYS, CALENDAR, PAUSES)
def test_the_same_events_give_the_same_day_and_the_same_words(ruled, starts_on, calendar, pauses):
    first = due(ruled, starts_on=starts_on, calendar=calendar, pauses=pauses)
    again = due(ruled, starts_on=starts_on, calendar=calendar, pauses=pauses[::-1])
    stored = json.loads(json.dumps(first.as_json()))

    assert again == first
    assert stored == first.as_json()
    assert explain(stored) == explain(first)


@given(DAYS, CALENDAR, DAYS)
def test_a_day_that_was_set_is_taken_as_it_is(starts_on, calendar, chosen):
    found = due(rule("S3"), starts_on=starts_on, calendar=calendar, set_on=chosen)

    assert found.on == chosen
