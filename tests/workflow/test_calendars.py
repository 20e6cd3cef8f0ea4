"""Which days people do not work, what the days are called, and whose day it is."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from workflow.calendars import (
    CALENDARS,
    calendar_of,
    day_in,
    end_of_day,
    holiday,
    is_working_day,
    next_working_day,
    zone_of,
)


@pytest.mark.parametrize(
    ("calendar", "count"),
    {
        "BE": 12,
        "NL": 11,
        "LU": 11,
        "DE-NW": 11,
        "DE-RP": 11,
        "DE-SL": 12,
        "FR": 11,
        "FR-57": 13,
        "EU": 22,
    }.items(),
)
def test_each_calendar_has_its_number_of_holidays(calendar, count):
    year = [date.fromordinal(date(2026, 1, 1).toordinal() + day) for day in range(365)]

    assert len([day for day in year if holiday(calendar, day)]) == count


@pytest.mark.parametrize(
    ("calendar", "day", "language", "name"),
    [
        ("BE", date(2026, 7, 21), "nl", "Nationale feestdag"),
        ("BE", date(2026, 7, 21), "fr", "Fête nationale"),
        ("BE", date(2026, 7, 21), "de", "Nationalfeiertag"),
        ("BE", date(2026, 7, 21), "en", "National Day"),
        ("NL", date(2026, 4, 27), "nl", "Koningsdag"),
        ("NL", date(2026, 4, 27), "en", "King's Day"),
        ("NL", date(2026, 4, 27), "fr", "Koningsdag"),
        ("LU", date(2026, 6, 23), "de", "Nationalfeiertag"),
        ("LU", date(2026, 6, 23), "nl", "Fête nationale"),
        ("DE-NW", date(2026, 6, 4), "de", "Fronleichnam"),
        ("DE-NW", date(2026, 6, 4), "nl", "Fronleichnam"),
        ("FR-57", date(2026, 12, 26), "fr", "Saint-Étienne"),
        ("FR", date(2026, 12, 26), "fr", None),
        ("EU", date(2026, 5, 15), "en", "Day after Ascension Day"),
        ("EU", date(2026, 11, 11), "en", None),
    ],
)
def test_a_holiday_has_a_name_in_the_language_of_the_reader(calendar, day, language, name):
    with translation.override(language):
        assert holiday(calendar, day) == name


def test_without_a_language_a_holiday_has_its_english_name():
    with translation.override(None):
        assert holiday("BE", date(2026, 11, 11)) == "Armistice Day"


@pytest.mark.parametrize(
    ("area", "calendar"),
    [
        ("BE", "BE"),
        ("BE336", "BE"),
        ("BENELUX", "BE"),
        ("NL423", "NL"),
        ("LU000", "LU"),
        ("DE", "DE-NW"),
        ("DEA2D", "DE-NW"),
        ("DEB21", "DE-RP"),
        ("DEC01", "DE-SL"),
        ("DE94C", "DE-NW"),
        ("DE13", "DE-NW"),
        ("FR", "FR"),
        ("FRE11", "FR"),
        ("FRF", "FR"),
        ("FRF11", "FR-57"),
        ("FRF31", "FR"),
        ("FRF33", "FR-57"),
        ("EU", "EU"),
        ("AT", "BE"),
        ("", "BE"),
    ],
)
def test_a_body_works_by_the_calendar_of_its_area(area, calendar):
    assert calendar_of(area) == calendar


def test_each_calendar_has_a_name_and_a_zone():
    zones = {calendar: zone_of(calendar) for calendar in CALENDARS}

    assert sorted(set(zones.values())) == [
        "Europe/Amsterdam",
        "Europe/Berlin",
        "Europe/Brussels",
        "Europe/Luxembourg",
        "Europe/Paris",
    ]


def test_the_day_is_that_of_those_who_owe():
    late_in_utc = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)

    assert day_in("BE", late_in_utc) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "over"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # winter time
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # a day of 23 hours
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),  # summer time
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # a day of 25 hours
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_legal_day_ends_at_midnight_where_it_is_owed(day, over):
    assert end_of_day("NL", day) == over


def test_the_next_working_day_may_be_the_day_itself():
    assert next_working_day("BE", date(2026, 11, 23)) == date(2026, 11, 23)
    assert next_working_day("BE", date(2026, 12, 25)) == date(2026, 12, 28)


def test_saturdays_and_sundays_are_no_working_days():
    week = [is_working_day("LU", date(2026, 11, day)) for day in range(23, 30)]

    assert week == [True, True, True, True, True, False, False]


def test_there_is_no_calendar_we_do_not_keep():
    with pytest.raises(KeyError):
        is_working_day("XX", date(2026, 11, 23))
