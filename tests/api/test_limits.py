"""Limits: nobody gets more than their share, however many processes there are, and cheaply."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.throttling import Share
from obstacles.counters import count
from obstacles.guesses import Guess

from .conftest import caller


def other_process():
    """Forget what this process holds, as a process of its own would not know it."""
    caches["rates"].clear()


def test_one_process_gives_out_the_limit_and_no_more(db):
    limit = Share("token:a", 60)

    answers = [limit.allows_one_more() for _ in range(61)]

    assert [allowed for allowed, _left, _seconds in answers] == [True] * 60 + [False]
    assert [left for _allowed, left, _seconds in answers] == [*range(59, -1, -1), 0]


def test_several_processes_together_give_out_no_more(db):
    limit, given = Share("token:b", 60), 0

    for _process in range(40):
        other_process()
        given += sum(limit.allows_one_more()[0] for _ in range(3))

    assert given == 60


def test_what_a_process_kept_back_is_never_given_twice(db):
    limit = Share("token:c", 60)
    first = limit.allows_one_more()[0]
    other_process()

    rest = sum(limit.allows_one_more()[0] for _ in range(100))

    assert (first, rest) == (True, 57)


def test_most_requests_are_counted_without_a_query(db):
    limit = Share("token:d", 600)
    limit.allows_one_more()

    with CaptureQueriesContext(connection) as asked:
        for _ in range(29):
            limit.allows_one_more()

    assert len(asked) == 0


def test_whoever_is_over_the_limit_costs_no_query(db):
    limit = Share("token:e", 20)
    for _ in range(21):
        limit.allows_one_more()

    with CaptureQueriesContext(connection) as asked:
        refused = limit.allows_one_more()

    assert (refused[0], len(asked)) == (False, 0)


@pytest.mark.django_db(transaction=True)
def test_threads_of_one_process_get_no_more_either():
    limit = Share("token:f", 40)

    def one(_number):
        try:
            return limit.allows_one_more()[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        given = sum(pool.map(one, range(120)))

    assert given == 40


def test_each_token_has_a_limit_of_its_own(world, monkeypatch):
    monkeypatch.setattr("api.views.directory.Me.limit", 1)
    one, other = caller(world.intake), caller(world.intake)

    answers = [program.read("/me").status_code for program in (one, one, other)]

    assert answers == [200, 429, 200]


def test_addresses_of_one_household_are_counted_as_one(world, monkeypatch):
    monkeypatch.setattr("api.views.register.RegisterList.limit", 1)
    addresses = ("2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:2::1")

    answers = [
        caller().get("/api/v1/public/obstacles", REMOTE_ADDR=address).status_code
        for address in addresses
    ]

    assert answers == [200, 429, 200]


def test_a_spoofed_address_changes_nothing(world, monkeypatch):
    monkeypatch.setattr("api.views.register.RegisterList.limit", 1)

    answers = [
        caller().read("/public/obstacles", **{"X-Forwarded-For": f"198.51.100.{number}"})
        for number in (1, 2)
    ]

    assert [one.status_code for one in answers] == [200, 429]


def test_guesses_at_all_doors_are_counted_together(world):
    case = world.report()
    address = "192.0.2.50"
    wrong = {"reference": case.reference, "code": "0000-0000-0000-0000-0000-0000"}
    lower = {**wrong, "reference": case.reference.lower()}
    by_page = [Client(REMOTE_ADDR=address).post("/en/track", wrong).status_code for _ in range(6)]

    by_api = [caller().send("/public/sessions", lower).status_code for _ in range(5)]

    assert (by_page, by_api) == ([422] * 6, [404] * 4 + [429])


def test_neither_reference_nor_address_stands_in_the_cache(db):
    Guess("RP-7K4M2Q", "192.0.2.7", timezone.now()).count()
    count("probe", seconds=60)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(cache_key, ' ') FROM passerelle_cache")
        keys = cursor.fetchone()[0]

    assert "probe" in keys
    assert "7K4M2Q" not in keys
    assert "192.0.2" not in keys
