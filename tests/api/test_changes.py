"""The address for programs that keep a copy: cursors, losses, and when to start anew."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.views import changes as view
from obstacles.models import Membership
from tests.factories import person

from .conftest import caller, code_of


def read(who, since=None, size=100):
    cursor = f"&since={since}" if since else ""
    return who.read(f"/changes?page_size={size}{cursor}")


def test_a_copy_goes_on_where_it_ended(world):
    obstacle = world.obstacle("assign")
    intake = caller(world.intake)

    first = read(intake).json()
    world.take(obstacle, "note", world.coordinator)
    second = read(intake, first["next_cursor"]).json()
    third = read(intake, second["next_cursor"]).json()

    told = second["results"][0]
    assert {
        name: told[name] for name in ("kind", "id", "reference", "gone", "version", "state")
    } == {
        "kind": "obstacle",
        "id": str(obstacle.obstacle_id),
        "reference": obstacle.reference,
        "gone": None,
        "version": 1,
        "state": "ASSIGNED",
    }
    assert (len(first["results"]), len(second["results"]), third["results"]) == (1, 1, [])


def test_what_is_unshared_is_told_by_its_reference_alone(world):
    obstacle = world.obstacle("share")
    partner = caller(world.partner)
    first = read(partner).json()
    world.take(obstacle, "unshare")

    told = read(partner, first["next_cursor"]).json()["results"]

    assert told == [
        {
            "kind": "obstacle",
            "id": str(obstacle.obstacle_id),
            "reference": obstacle.reference,
            "gone": "not_visible",
        }
    ]


def test_an_erased_report_is_told_as_erased(world):
    case = world.report("take_up", "reject")
    world.take(case, "erase", reason="The reporter asked for it.")

    told = read(caller(world.intake)).json()["results"]

    assert [(one["gone"], one["state"]) for one in told] == [("erased", "REJECTED")]


def test_a_merged_obstacle_names_the_one_that_stays(world):
    into, merged = world.obstacle(), world.obstacle()
    world.take(merged, "merge", into=into.reference)

    told = {one["reference"]: one for one in read(caller(world.coordinator)).json()["results"]}

    assert told[merged.reference]["merged_into"] == into.reference
    assert told[merged.reference]["state"] == "MERGED"


def test_an_anonymous_report_tells_its_day_only(world):
    world.report("take_up", contact_way="anonymous", email="")

    told = read(caller(world.intake)).json()["results"]

    assert told[0]["changed_at"] == "2026-11-02T00:00:00+01:00"


def test_other_parts_mean_a_copy_begun_anew(world):
    world.obstacle()
    partner = caller(world.partner)
    cursor = read(partner).json()["next_cursor"]
    Membership.objects.filter(user=world.partner.user).update(until=date(2026, 11, 1))

    assert code_of(read(partner, cursor)) == (410, "start_anew")


def test_an_old_cursor_means_a_copy_begun_anew(world, monkeypatch):
    intake = caller(world.intake)
    cursor = read(intake).json()["next_cursor"]
    monkeypatch.setattr(view, "STALE", timedelta(days=-1))

    assert code_of(read(intake, cursor)) == (410, "start_anew")


def test_a_cursor_is_its_readers_own(world):
    cursor = read(caller(world.intake)).json()["next_cursor"]

    strange = [read(caller(world.coordinator), cursor), read(caller(world.intake), "1:a:b:c")]

    assert [code_of(one) for one in strange] == [(400, "unknown_parameter")] * 2


@pytest.mark.parametrize("path", ["/changes?cursor=1", "/changes?page_size=101"])
def test_a_parameter_nobody_knows_is_refused(world, path):
    assert code_of(caller(world.intake).read(path)) == (400, "unknown_parameter")


def test_nobody_copies_without_a_name(db):
    assert code_of(caller().read("/changes")) == (401, "not_signed_in")


def test_more_changes_cost_no_more_queries(world):
    world.obstacle("share"), world.consultation(), world.report()
    who = caller(world.coordinator)
    read(who)

    with CaptureQueriesContext(connection) as one:
        read(who, size=1)
    with CaptureQueriesContext(connection) as three:
        shown = read(who, size=3).json()["results"]

    assert (len(shown), len(one)) == (3, len(three))


def test_a_stranger_reads_an_empty_list(world):
    world.obstacle("share", "unshare")

    assert read(caller(person())).json()["results"] == []
