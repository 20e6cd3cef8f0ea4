"""Figures come with their definition; small ones stay hidden from everybody else."""

import pytest

from obstacles.models import Role
from tests.factories import official

from .conftest import caller, code_of


@pytest.fixture
def management(world):
    return caller(official(Role.MANAGEMENT))


def test_the_catalogue_defines_every_figure(management):
    told = management.read("/statistics").json()["results"]

    flow = told[0]
    assert all(one["definition"] and one["columns"] for one in told)
    assert (flow["code"], flow["group_by"][:1]) == ("flow", ["month"])


def test_a_figure_says_what_was_asked_and_what_it_counts(world, management):
    world.report()
    asked = "from=2026-10-01&to=2027-01-01&tz=Europe/Berlin&as_of=2026-11-20T12:00:00%2B01:00"

    told = management.read(f"/statistics/flow?{asked}").json()

    assert (told["from_on"], told["to_on"], told["tz"]) == (
        "2026-10-01",
        "2027-01-01",
        "Europe/Berlin",
    )
    assert told["measure"]["definition"]
    assert told["total"]["cells"]["received"] == 1


def test_the_same_cut_off_gives_the_same_answer(world, management):
    world.report()
    asked = "/statistics/flow?as_of=2026-11-20T12:00:00Z&to=2026-11-21&from=2026-01-01"
    first = management.read(asked)
    world.at = world.later(days=18, hours=12)
    world.report()

    second = management.read(asked)
    same = management.read(asked, **{"If-None-Match": first["ETag"]})

    assert first.content == second.content
    assert same.status_code == 304


@pytest.mark.parametrize("who", ["intake", "expert", "partner"])
def test_who_may_not_count_gets_no_figure(world, who):
    reader = caller(getattr(world, who))

    assert reader.read("/statistics").json() == {"results": []}
    assert code_of(reader.read("/statistics/flow")) == (404, "unknown")


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=1900-01-01",
        "from=2026-01-01&to=2026-01-01",
        "tz=Mars",
        "tz=../etc/passwd",
        "tz=Europe",
        "group_by=reporter_email",
        "as_of=2026-10-25T02:30",
        "as_of=2199-01-01",
        "border=nowhere",
        "theme=nothing",
        "k=1",
    ],
)
def test_what_a_figure_cannot_be_asked_is_said(management, query):
    assert code_of(management.read(f"/statistics/flow?{query}")) == (400, "unknown_parameter")


def test_the_public_reads_closed_quarters_without_small_numbers(world):
    world.report()

    told = caller().read("/public/statistics/flow?from=2026-10-01&to=2026-12-31").json()

    assert told["to_on"] <= "2026-10-01"
    assert told["total"]["cells"]["received"] in (0, None)


def test_the_public_cannot_choose_the_cut_off(db):
    response = caller().read("/public/statistics/flow?as_of=2026-11-20")

    assert code_of(response) == (400, "unknown_parameter")


def test_no_figure_has_no_address(management):
    assert code_of(management.read("/statistics/nothing")) == (404, "unknown")
    assert code_of(caller().read("/public/statistics/nothing")) == (404, "unknown")
