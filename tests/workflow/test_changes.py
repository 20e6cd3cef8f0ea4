"""What changed, in an order in which nothing is skipped, whoever commits first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import World, official
from workflow import changes
from workflow.models import Case, Change, Seat
from workflow.roles import CARRIED_DOWN, Role


def references(stretch):
    return [one.case.reference for one in stretch.changes]


def heard(actor, position=0, most=100):
    return changes.since(position, actor, most=most)


@pytest.mark.django_db(transaction=True)
def test_what_commits_late_is_told_after_what_committed_first():
    world = World()
    early, late = world.report("take_up"), world.report("take_up")
    start = heard(world.intake).until
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "INSERT INTO workflow_change (id, case_id, noted_on, blurred, role)"
                " VALUES (gen_random_uuid(), %s, current_date, false, '')",
                [early.pk],
            )
            world.take(late, "note", world.intake)
            first = heard(world.intake, start)
            cursor.execute("COMMIT")
        second = heard(world.intake, first.until)
    finally:
        other.close()

    assert references(first) == [late.reference]
    assert references(second) == [early.reference]


@pytest.mark.django_db(transaction=True)
def test_one_numbers_at_a_time():
    world = World()
    case = world.report()
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [changes.ONE_AT_A_TIME])
            with transaction.atomic(), connection.cursor() as ours:
                ours.execute("SET LOCAL lock_timeout = '200ms'")
                with pytest.raises(Exception, match="lock timeout"):
                    changes.number_waiting()
            cursor.execute("COMMIT")
    finally:
        other.close()

    assert references(heard(world.intake)) == [case.reference]


@pytest.mark.django_db
def test_a_case_that_moved_often_is_told_once():
    world = World()
    case = world.report("take_up")
    heard(world.intake)
    world.take(case, "note", world.intake)
    world.take(case, "note", world.intake)

    told = heard(world.intake)

    assert references(told) == [case.reference]
    assert Change.objects.count() == 1


@pytest.mark.django_db
def test_a_stretch_ends_where_the_next_begins():
    world = World()
    cases = [world.report() for _ in range(5)]

    first = heard(world.intake, most=2)
    second = heard(world.intake, first.until, most=2)
    third = heard(world.intake, second.until, most=2)

    told = references(first) + references(second) + references(third)
    assert sorted(told) == sorted(one.reference for one in cases)
    assert [first.more, second.more, third.more] == [True, True, False]
    assert references(heard(world.intake, third.until)) == []


@pytest.mark.django_db
def test_a_window_ends_also_where_nothing_is_seen(monkeypatch):
    world = World()
    for _ in range(5):
        world.report()
    monkeypatch.setattr(changes, "WINDOW", 3)

    first = heard(world.partner)
    second = heard(world.partner, first.until)

    assert (references(first), first.more) == ([], True)
    assert (references(second), second.more) == ([], False)


@pytest.mark.django_db
def test_who_is_seated_hears_of_the_case_and_of_losing_it():
    world = World()
    obstacle = world.obstacle("assign", "share")
    shared = heard(world.partner)
    world.take(obstacle, "unshare")

    lost = heard(world.partner, shared.until)

    assert references(shared) == [obstacle.reference]
    assert [(one.case.reference, one.seat is None) for one in lost.changes] == [
        (obstacle.reference, False)
    ]


@pytest.mark.django_db
def test_who_is_seated_again_hears_of_no_loss():
    world = World()
    obstacle = world.obstacle("share")
    start = heard(world.partner).until
    world.take(obstacle, "unshare")
    world.take(obstacle, "share")

    told = heard(world.partner, start)

    assert [(one.case.reference, one.seat) for one in told.changes] == [(obstacle.reference, None)]


@pytest.mark.django_db
def test_an_expert_hears_of_reports_below_the_obstacle_and_of_their_leaving():
    world = World()
    report = world.report("take_up")
    obstacle = world.obstacle()
    world.take(report, "link", obstacle=obstacle.reference)
    start = heard(world.expert).until
    world.take(obstacle, "assign")
    seated = heard(world.expert, start)
    world.take(report, "unlink")

    lost = heard(world.expert, seated.until)

    assert sorted(references(seated)) == sorted([obstacle.reference, report.reference])
    assert [(one.case.reference, one.seat is None) for one in lost.changes] == [
        (report.reference, False)
    ]


@pytest.mark.django_db
def test_a_share_that_ends_by_its_date_is_told_the_day_after():
    world = World()
    obstacle = world.obstacle("share")
    start = heard(world.partner).until
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    Seat.objects.filter(case=obstacle, role=Role.READER).update(until=yesterday)
    Change.objects.filter(seat__isnull=False).delete()

    changes.tidy(now=datetime.now(UTC))
    changes.tidy(now=datetime.now(UTC))

    told = heard(world.partner, start)
    assert [(one.case.reference, one.seat is None) for one in told.changes] == [
        (obstacle.reference, False)
    ]
    assert Change.objects.filter(ended_on=yesterday).count() == 1


@pytest.mark.django_db
def test_the_place_of_an_anonymous_report_tells_no_hour_the_day_after():
    world = World()
    secret = world.report(contact_way="anonymous", email="")
    named = [world.report(), world.report()]
    before = references(heard(world.intake))
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    Change.objects.update(noted_on=yesterday)

    changes.tidy(now=datetime.now(UTC))
    changes.tidy(now=datetime.now(UTC))

    assert sorted(before) == sorted([secret.reference, *(one.reference for one in named)])
    assert references(heard(world.intake))[-1] == secret.reference
    assert {field.name for field in Change._meta.fields if "_at" in field.name} == set()


@pytest.mark.django_db
def test_old_losses_are_forgotten_and_cases_never():
    world = World()
    obstacle = world.obstacle("share", "unshare")
    heard(world.partner)
    Change.objects.update(noted_on=datetime.now(UTC).date() - timedelta(days=91))

    changes.tidy(now=datetime.now(UTC))

    assert list(Change.objects.values_list("case", "seat")) == [(obstacle.pk, None)]


@pytest.mark.django_db
def test_far_into_the_list_the_work_is_the_same():
    world = World()
    for _ in range(6):
        world.report()
    middle = heard(world.intake, most=3).until

    with CaptureQueriesContext(connection) as first:
        heard(world.intake, most=3)
    with CaptureQueriesContext(connection) as deep:
        heard(world.intake, middle, most=3)

    assert len(first) == len(deep)


@pytest.mark.django_db
def test_nobody_hears_of_cases_they_never_saw():
    world = World()
    world.obstacle("share", "unshare")
    stranger = official()

    assert references(heard(stranger)) == []


@pytest.mark.django_db
def test_the_triggers_carry_down_what_the_policy_carries_down():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'workflow_note_%'")
        source = " ".join(row[0] for row in cursor.fetchall())

    assert {role for role in Role if f"'{role}'" in source} == CARRIED_DOWN
    assert Case.objects.count() == 0
