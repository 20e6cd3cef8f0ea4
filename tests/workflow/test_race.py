"""Two at the door, on PostgreSQL: one goes through, the other learns who was quicker."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction

from obstacles.models import Obstacle
from tests.factories import World, fresh
from workflow.actors import Actor
from workflow.clock import run_clock
from workflow.errand_room import run_errands
from workflow.ledger import first_false_line
from workflow.models import Case, Errand, Notice
from workflow.post import send_due
from workflow.refusals import Incomplete, NotNow, Overtaken, Refused
from workflow.states import Intake, Resolution
from workflow.steps import take_step

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 50
Act = Callable[[], Any]


@pytest.fixture(autouse=True)
def _empty_queue():
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def at_once(*acts: Act) -> list[Any]:
    """Let each act begin at the same moment in a thread of its own; what came of each."""
    start = Barrier(len(acts))

    def one(act: Act) -> Any:
        try:
            start.wait(10)
            return act()
        except Refused as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def taking(world: World, case: Case, name: str, by: Actor, seen: int | None = None) -> Act:
    """A step to be taken, with its answers filled in beforehand."""
    answers = world.answers(case)
    told = answers.get((case.kind, name)) or answers.get(name, {})
    at = world.later()
    return lambda: take_step(case, name, by=by, at=at, answers=told, seen=seen).step


def numbers(case: Case) -> list[int]:
    return list(case.log.order_by("number").values_list("number", flat=True))


def test_of_two_decisions_one_wins_and_its_letters_leave_once():
    world = World()
    for _round in range(ROUNDS):
        case = world.report("take_up")
        told_before = Notice.objects.filter(case=case).count()

        came = at_once(
            taking(world, case, "redirect", world.intake),
            taking(world, case, "reject", world.coordinator),
        )

        assert sorted(map(str, came)) in (
            [str(NotNow), "redirect"],
            [str(NotNow), "reject"],
        )
        assert Notice.objects.filter(case=case).count() == told_before + 1
        assert numbers(case) == [1, 2, 3]
        assert first_false_line(case.log.order_by("number")) is None


def test_of_two_who_read_the_same_page_one_is_overtaken():
    world = World()
    case = world.report("take_up")
    for _round in range(ROUNDS):
        seen = fresh(case).version

        came = at_once(
            taking(world, case, "hand_over", world.intake, seen),
            taking(world, case, "hand_over", world.coordinator, seen),
        )

        assert sorted(map(str, came)) == [str(Overtaken), "hand_over"]
        assert fresh(case).version == seen + 1


def test_acts_that_exclude_nobody_all_go_through():
    world = World()
    case = world.report("take_up")

    came = at_once(*(taking(world, case, "note", world.intake) for _number in range(8)))

    assert came == ["note"] * 8
    assert numbers(case) == list(range(1, 11))


def test_one_who_waited_at_the_door_writes_nothing_back_that_is_old():
    world = World()
    case = world.obstacle("edit_side", "assign", "start_analysis", "request_review")
    escalate = taking(world, case, "escalate", world.coordinator)
    approve = taking(world, case, "approve", world.second)

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            approve()
            waiting = threads.submit(at_once, escalate)
            time.sleep(0.3)
        came = waiting.result()

    obstacle = Obstacle.objects.get(pk=case.obstacle_id)
    assert came == ["escalate"]
    assert obstacle.published is not None


def test_two_obstacles_are_not_merged_into_each_other():
    world = World()
    for _round in range(10):
        one, other = world.obstacle(), world.obstacle()

        came = at_once(
            _merging(world, one, into=other),
            _merging(world, other, into=one),
        )

        states = sorted([fresh(one).state, fresh(other).state])
        assert sorted(map(str, came)) == [str(Incomplete), "merge"]
        assert states == [Resolution.IDENTIFIED, Resolution.MERGED]


def test_nobody_merges_with_an_obstacle_that_is_being_closed():
    world = World()
    for _round in range(10):
        one, other = world.obstacle(), world.obstacle()

        came = at_once(
            _merging(world, one, into=other),
            taking(world, other, "dismiss", world.second),
        )

        merged_first = came[0] == "merge"
        assert came == ["merge" if merged_first else Incomplete, "dismiss"]


def _merging(world: World, case: Case, *, into: Case) -> Act:
    at, reference = world.later(), into.reference
    return lambda: (
        take_step(case, "merge", by=world.coordinator, at=at, answers={"into": reference}).step
    )


def test_an_answer_and_the_end_of_its_obstacle_do_not_block_each_other():
    world = World()
    for _round in range(10):
        asked = world.consultation("accept")

        came = at_once(
            taking(world, asked, "answer", world.partner),
            taking(world, asked.parent, "close_unresolved", world.coordinator),
        )

        assert came == ["answer", "close_unresolved"]


def test_two_workers_run_each_errand_once():
    world = World()
    obstacle = world.obstacle()
    reports = [world.report("take_up") for _number in range(10)]
    for report in reports:
        world.take(report, "link", obstacle=obstacle.reference)
    world.take(obstacle, "dismiss")
    now = world.later()

    settled = at_once(*(lambda: run_errands(now=now) for _worker in range(3)))

    assert sum(settled) == 10
    assert {fresh(report).state for report in reports} == {Intake.ANSWERED}
    assert Errand.objects.exclude(refused="").count() == 0
    assert Notice.objects.filter(letter="result").count() == 10


def test_two_clocks_at_once_remind_and_lapse_once():
    world = World()
    cases = [world.report("take_up", "ask_reporter") for _number in range(5)]
    asked = [world.consultation() for _number in range(5)]
    late = world.later(days=30)

    taken = at_once(*(lambda: run_clock(now=late) for _clock in range(3)))

    assert sum(taken) == 10
    assert [case.log.filter(step="lapse").count() for case in cases] == [1] * 5
    assert [case.log.filter(step="remind").count() for case in asked] == [1] * 5


def test_two_post_rooms_send_each_letter_once(mailoutbox):
    world = World()
    for _number in range(20):
        world.report()
    now = world.later()

    at_once(*(lambda: send_due(now=now) for _room in range(3)))

    names = [letter.extra_headers["Message-ID"] for letter in mailoutbox]
    assert len(names) == 20
    assert len(set(names)) == 20
