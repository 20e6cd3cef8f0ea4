"""What hangs on a case comes along where it is asked for, and under the same policy."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from obstacles.models import Role
from tests.factories import body, official
from workflow.models import Case

from .conftest import caller, code_of, place


@pytest.fixture
def linked(world):
    return world.report("take_up", "link")


def test_a_report_brings_its_obstacle_along(world, linked):
    told = caller(world.coordinator).read(f"{place(linked)}?expand=obstacle").json()
    row = caller(world.coordinator).read("/reports?expand=obstacle").json()["results"][0]
    alone = caller(world.coordinator).read("/obstacles").json()["results"][0]

    assert told["expanded"] == row["expanded"] == {"obstacle": alone}
    assert told["obstacle"] == alone["reference"]


def test_nothing_comes_along_unasked(world, linked):
    client = caller(world.coordinator)

    told = client.read(place(linked)).json()
    row = client.read("/reports").json()["results"][0]

    assert "expanded" not in told
    assert "expanded" not in row


def test_a_body_gets_itself_along_but_no_obstacle(world):
    asked = world.consultation()
    partner = caller(world.partner)

    told = partner.read(f"{place(asked)}?expand=obstacle&expand=body").json()["expanded"]
    row = partner.read("/consultations?expand=obstacle&expand=body").json()["results"][0]

    assert set(told) == set(row["expanded"]) == {"body"}
    assert told["body"]["slug"] == world.ministry.slug
    assert "email" not in told["body"]


def test_what_comes_along_is_masked_like_the_thing_itself(world):
    asked = world.consultation()
    obstacle = Case.objects.get(pk=asked.parent_id)
    expert = caller(world.expert)

    told = expert.read(f"{place(asked)}?expand=obstacle").json()["expanded"]["obstacle"]

    listed = expert.read("/obstacles").json()["results"]
    assert told in listed
    assert told["reference"] == obstacle.reference


def test_an_outsider_cannot_tell_what_hangs_on_a_case(world, linked):
    outsider = caller(official(Role.PARTNER, of=body("agency")))

    there = outsider.read(f"{place(linked)}?expand=obstacle")
    absent = outsider.read("/reports/RP-000000?expand=obstacle")

    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content


@pytest.mark.parametrize(
    "path",
    [
        "/reports?expand=body",
        "/reports?expand=contact",
        "/obstacles?expand=reports",
        "/consultations?expand=obstacle.theme",
        "/reports/RP-000000?expand=contact",
        "/reports?expand=",
    ],
)
def test_what_is_not_on_the_list_does_not_come_along(world, path):
    response = caller(world.coordinator).read(path)

    assert code_of(response) == (400, "unknown_parameter")


def test_a_copy_with_something_along_is_always_read_anew(world, linked):
    client = caller(world.coordinator)
    tag = client.read(place(linked))["ETag"]

    alone = client.read(place(linked), **{"If-None-Match": tag})
    more = client.read(f"{place(linked)}?expand=obstacle", **{"If-None-Match": tag})

    assert (alone.status_code, more.status_code) == (304, 200)


def test_three_rows_cost_no_more_queries_than_one(world, linked):
    client = caller(world.coordinator)
    costs = []
    for more in (0, 2):
        for _each in range(more):
            world.report("take_up", "link")
        client.read("/reports?expand=obstacle")
        with CaptureQueriesContext(connection) as captured:
            rows = client.read("/reports?expand=obstacle").json()["results"]
        costs.append((len(rows), len(captured)))

    assert costs == [(1, costs[0][1]), (3, costs[0][1])]
