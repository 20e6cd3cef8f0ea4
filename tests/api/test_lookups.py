"""Who looked, what is alike, and all that is kept about whoever reported."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .conftest import caller, code_of, place, reporter


@pytest.fixture
def intake(world):
    return caller(world.intake)


def test_colleagues_read_who_looked(world, intake):
    case = world.report()
    intake.read(place(case))
    caller(world.coordinator).read(f"{place(case)}/contact")

    told = intake.read(f"{place(case)}/access-log").json()

    looks = [(one["by"], one["what"]) for one in told["results"]]
    assert looks == [(str(world.intake.user), "page"), (str(world.coordinator.user), "contact")]
    assert told["next_cursor"] is None


def test_a_body_does_not_read_who_looked(world):
    asked = world.consultation()

    response = caller(world.partner).read(f"{place(asked)}/access-log")

    assert code_of(response) == (404, "unknown")


def test_three_looks_cost_no_more_queries_than_one(world, intake):
    one, three = world.report(), world.report()
    intake.read(place(one))
    for who in (world.intake, world.coordinator, world.second):
        caller(who).read(place(three))

    costs = [cost(intake, f"{place(case)}/access-log") for case in (one, three)]

    assert costs[0] == costs[1]


def cost(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.read(path)
    return len(captured)


def test_a_report_finds_published_obstacles_like_it(world, intake):
    known = world.obstacle("request_review", "approve", title="Diploma of a nurse")
    case = world.report(language="en", account="My diploma as a nurse does not count there.")

    told = intake.read(f"{place(case)}/similar").json()["results"]
    own = intake.read(f"{place(known)}/similar").json()["results"]

    assert [one["obstacle"]["reference"] for one in told] == [known.reference]
    assert told[0]["shared"]
    assert own == []


def test_what_is_alike_is_told_to_readers_of_the_story_only(world):
    asked = world.consultation()

    response = caller(world.partner).read(f"/obstacles/{asked.parent.reference}/similar")

    assert code_of(response) == (404, "unknown")


def test_a_reporter_reads_all_that_is_kept(world):
    case = world.report("take_up", "note", "message", "ask_reporter", "reply")

    response = reporter(world, case).read(f"/public/reports/{case.reference}/personal-data")

    told = response.json()
    assert response.status_code == 200
    assert told["told"]["account"] == case.report.account
    assert told["contact"]["email"] == "nurse@example.org"
    assert [one["kind"] for one in told["messages"]] == ["message", "question", "reply"]
    assert "Looks like" not in response.content.decode()


def test_personal_data_is_for_its_person_only(world):
    case = world.report()
    mine = reporter(world, case)
    other = world.report()

    foreign = mine.read(f"/public/reports/{other.reference}/personal-data")
    nobody = caller().read(f"/public/reports/{case.reference}/personal-data")

    assert code_of(foreign) == (404, "unknown")
    assert code_of(nobody) == (401, "not_signed_in")
