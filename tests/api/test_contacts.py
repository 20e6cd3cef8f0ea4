"""Who writes to bodies reads how they are reached; others do not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from obstacles.models import Role
from tests.factories import body, official

from .conftest import caller, code_of


def test_the_desk_reads_how_a_body_is_reached(world):
    told = caller(world.intake).read(f"/organisations/{world.ministry.slug}/contacts").json()

    assert told["mailbox"] == world.ministry.email
    assert [one["email"] for one in told["people"]] == [world.partner.user.email]
    assert told["people"][0]["role"] == "PARTNER"


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MANAGEMENT, Role.FRONT_OFFICE])
def test_an_outsider_reads_no_mailbox(world, role):
    of = body("agency") if role != Role.MANAGEMENT else None
    outsider = caller(official(role, of=of))

    there = outsider.read(f"/organisations/{world.ministry.slug}/contacts")
    absent = outsider.read("/organisations/nobody/contacts")

    assert code_of(there) == (404, "unknown")
    assert there.content == absent.content


def test_mistakes_are_told_in_their_order(world):
    intake = caller(world.intake)

    assert code_of(caller().read("/organisations/x/contacts?a=1")) == (401, "not_signed_in")
    assert code_of(intake.read("/organisations/x/contacts?a=1")) == (400, "unknown_parameter")
    assert code_of(intake.read("/organisations/x/contacts")) == (404, "unknown")


def test_three_people_cost_no_more_queries_than_one(world):
    client, path = caller(world.intake), f"/organisations/{world.ministry.slug}/contacts"
    client.read(path)
    costs = []
    for more in (0, 2):
        for _each in range(more):
            official(Role.PARTNER, of=world.ministry)
        with CaptureQueriesContext(connection) as captured:
            people = client.read(path).json()["people"]
        costs.append((len(people), len(captured)))

    assert costs == [(1, costs[0][1]), (3, costs[0][1])]
