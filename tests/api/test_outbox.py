"""Letters and looks for those who keep the house, and for nobody else."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from obstacles.models import Role
from tests.factories import official
from workflow.models import AccessView, Notice

from .conftest import caller, code_of, place

WORDS = "CANARY-WORDS of a reporter"


def stopped(world):
    world.report("take_up", account=f"{WORDS}, long enough.", email="canary@example.net")
    notice = Notice.objects.filter(way="email").order_by("pk").first()
    Notice.objects.filter(pk=notice.pk).update(
        stopped_at=timezone.now(), attempts=3, last_error="The mailbox is full."
    )
    return notice


def test_an_administrator_sees_that_letters_stopped_and_not_whose(world):
    stopped(world)

    told = caller(official(Role.ADMINISTRATOR)).read("/outbox?status=stopped")

    (row,) = told.json()["results"]
    assert (row["status"], row["to"], row["reference"]) == ("stopped", "reporter", None)
    assert (b"CANARY" in told.content, b"canary@" in told.content) == (False, False)


def test_a_stopped_letter_is_owed_again_once(world):
    notice = stopped(world)
    keeper = caller(world.coordinator)

    first = keeper.send(f"/outbox/{notice.pk}/resend", key="the-same-key-for-both-of-them")
    second = keeper.send(f"/outbox/{notice.pk}/resend", key="the-same-key-for-both-of-them")
    third = keeper.send(f"/outbox/{notice.pk}/resend")

    again = Notice.objects.get(pk=notice.pk)
    assert (first.status_code, second.content) == (202, first.content)
    assert code_of(third) == (409, "not_now")
    assert (again.stopped_at, again.attempts, again.last_error) == (None, 0, "")
    assert again.message_id != notice.message_id


def test_the_officer_reads_who_looked_and_who_changed_settings(world):
    case = world.report("take_up")
    caller(world.intake).read(place(case))
    LogEntry.objects.create(
        user=world.intake.user, object_id="be-nl", object_repr="x", action_flag=CHANGE
    )
    officer = caller(official(Role.DATA_PROTECTION))

    looks = officer.read("/audit-events").json()["results"]
    changes = officer.read("/audit-events?kind=configuration").json()["results"]

    name = str(world.intake.user)
    assert {(one["by"], one["about"]) for one in looks} == {(name, case.reference)}
    assert [(one["by"], one["what"]) for one in changes] == [(name, "changed")]


@pytest.mark.parametrize("path", ["/outbox?status=gone", "/audit-events?kind=gone", "/outbox?x=1"])
def test_other_values_are_refused(world, path):
    by = official(Role.DATA_PROTECTION) if "audit" in path else world.coordinator

    assert code_of(caller(by).read(path)) == (400, "unknown_parameter")


def test_outsiders_are_refused(world):
    notice = stopped(world)
    keepers = {Role.ADMINISTRATOR, Role.COORDINATOR}

    for role in (Role.INTAKE, Role.EXPERT, Role.MANAGEMENT, *keepers, Role.DATA_PROTECTION):
        by = caller(official(role))
        if role not in keepers:
            assert code_of(by.read("/outbox")) == (403, "not_yours")
            assert code_of(by.send(f"/outbox/{notice.pk}/resend")) == (403, "not_yours")
        if role != Role.DATA_PROTECTION:
            assert code_of(by.read("/audit-events")) == (403, "not_yours")
    assert Notice.objects.get(pk=notice.pk).stopped_at is not None


@pytest.mark.parametrize("path", ["/outbox", "/audit-events"])
def test_three_rows_cost_no_more_queries_than_one(world, path):
    by = caller(official(Role.DATA_PROTECTION) if "audit" in path else world.coordinator)
    for _number in range(3):
        case = world.report("take_up")
        caller(world.intake).read(place(case))
    assert min(Notice.objects.count(), AccessView.objects.count()) >= 3
    by.read(path)

    with CaptureQueriesContext(connection) as one:
        by.read(f"{path}?page_size=1")
    with CaptureQueriesContext(connection) as three:
        by.read(f"{path}?page_size=3")

    assert len(three) == len(one)
