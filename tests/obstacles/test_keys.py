"""Keys sort by the moment they were made; the key of a day gives away the day only."""

import time
import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from obstacles.keys import key_of_day, new_key

MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("2020-01-01"),
    max_value=datetime.fromisoformat("2100-01-01"),
    timezones=st.just(UTC),
)


def milliseconds(key: uuid.UUID) -> int:
    return key.int >> 80


def test_a_key_is_version_seven_of_the_standard():
    key = new_key()

    assert (key.version, key.variant) == (7, uuid.RFC_4122)


def test_a_key_carries_its_moment():
    before = time.time_ns() // 1_000_000
    key = new_key()
    after = time.time_ns() // 1_000_000

    assert before <= milliseconds(key) <= after


def test_later_keys_sort_behind_earlier_ones():
    first = new_key()
    time.sleep(0.002)
    second = new_key()

    assert (first < second, str(first) < str(second)) == (True, True)


def test_keys_of_one_moment_differ():
    keys = {key_of_day(datetime(2026, 11, 23, tzinfo=UTC)) for _ in range(2000)}

    assert len(keys) == 2000


@given(MOMENTS)
def test_the_key_of_a_day_leaks_no_time(moment):
    key = key_of_day(moment)

    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    assert milliseconds(key) == int(midnight.timestamp() * 1000)
    assert (key.version, key.variant) == (7, uuid.RFC_4122)


@given(MOMENTS)
def test_days_stay_in_order(moment):
    assert key_of_day(moment) < key_of_day(moment + timedelta(days=1))


def test_a_day_is_the_day_where_the_office_stands():
    late = datetime(2026, 11, 23, 0, 30, tzinfo=ZoneInfo("Europe/Brussels"))

    midnight = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/Brussels"))
    assert milliseconds(key_of_day(late)) == int(midnight.timestamp() * 1000)
