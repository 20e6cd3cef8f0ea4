"""The shared cache: counts of many processes add up, and a write is one statement."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.shared_cache import SharedCache
from obstacles.counters import count


@pytest.fixture
def cache(db):
    return caches["default"]


def test_the_cache_of_the_house_is_the_shared_one(cache):
    assert isinstance(cache, SharedCache)


def test_what_is_put_in_comes_out_and_later_words_win(cache):
    cache.set("a", {"b": [1]})
    cache.set("a", "later")

    assert cache.get("a") == "later"


def test_a_thing_is_added_once_and_again_when_it_ended(cache):
    first, second = cache.add("a", 1, timeout=60), cache.add("a", 2, timeout=60)
    cache.set("a", 3, timeout=-5)

    again = cache.add("a", 4, timeout=60)

    assert (first, second, again, cache.get("a")) == (True, False, True, 4)


def test_nothing_is_added_to_what_is_not_there(cache):
    with pytest.raises(ValueError, match="nothing under"):
        cache.incr("nowhere")


def test_what_ended_is_not_counted_on(cache):
    cache.set("a", 3, timeout=-5)

    with pytest.raises(ValueError, match="nothing under"):
        cache.incr("a")


def test_a_write_is_one_statement(cache):
    with CaptureQueriesContext(connection) as asked:
        cache.add("a", 1)

    assert len(asked) == 1


def test_a_full_cache_drops_what_ended_first(cache, monkeypatch):
    monkeypatch.setattr("config.shared_cache.LOOK_EVERY", 1)
    monkeypatch.setattr(cache, "_max_entries", 4)
    for number in range(4):
        cache.set(f"ended{number}", number, timeout=-5)

    for number in range(4):
        cache.set(f"fresh{number}", number)

    assert [cache.get(f"fresh{number}") for number in range(4)] == [0, 1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_no_count_of_many_threads_gets_lost():
    def one(_number):
        try:
            return count("race", seconds=60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        seen = sorted(pool.map(one, range(80)))

    assert seen == list(range(1, 81))
