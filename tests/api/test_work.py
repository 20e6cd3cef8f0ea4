"""What one has to do today, the nearest lawful day first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from obstacles.models import Role
from tests.factories import body, official

from .conftest import caller, code_of


def work(client):
    told = client.read("/me/work").json()["panels"]
    return {one["name"]: [row["reference"] for row in one["results"]] for one in told}


def test_the_desk_reads_what_is_new(world):
    case = world.report()

    told = work(caller(world.intake))

    assert told["new"] == [case.reference]


def test_what_is_due_stands_in_order_of_its_days(world):
    cases = [world.obstacle("assign", "start_analysis") for _each in range(3)]

    told = caller(world.expert).read("/me/work").json()["panels"]

    rows = [row for panel in told for row in panel["results"]]
    days = [row["due_on"] for row in told[0]["results"]]
    assert days == sorted(days)
    assert {case.reference for case in cases} == {row["reference"] for row in rows}
    assert rows[0]["title"] == "Diplomas do not count"


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.PARTNER, Role.EXPERT])
def test_who_has_nothing_to_do_reads_nothing(world, role):
    world.report()
    world.obstacle("assign", "start_analysis", "consult")
    of = body("agency") if role == Role.PARTNER else None

    told = caller(official(role, of=of)).read("/me/work").json()

    assert told["panels"] == []


def test_a_parameter_that_is_not_known_is_refused(world):
    assert code_of(caller(world.intake).read("/me/work?page=2")) == (400, "unknown_parameter")
    assert code_of(caller().read("/me/work")) == (401, "not_signed_in")


def test_three_cases_cost_no_more_queries_than_one(world):
    client = caller(world.intake)
    costs = []
    for number in (1, 2):
        for _each in range(number):
            world.report()
        client.read("/me/work")
        with CaptureQueriesContext(connection) as captured:
            found = work(client)["new"]
        costs.append((len(found), len(captured)))

    assert costs == [(1, costs[0][1]), (3, costs[0][1])]
