"""What follows in other cases is done by the worker, case by case, and never twice."""

import pytest
from django.db import OperationalError

from tests.factories import World, fresh
from workflow import errand_room
from workflow.errand_room import Progress, progress, run_errands
from workflow.models import Case, Errand, Notice
from workflow.overlooked import owe_overlooked
from workflow.states import Asking, Intake, Kind, Resolution

pytestmark = pytest.mark.django_db


def linked(world: World, count: int = 1) -> tuple[Case, list[Case]]:
    """An obstacle with reports that hang on it."""
    obstacle = world.obstacle()
    reports = [world.report("take_up") for _number in range(count)]
    for report in reports:
        world.take(report, "link", obstacle=obstacle.reference)
    return fresh(obstacle), [fresh(report) for report in reports]


def states(cases: list[Case]) -> list[str]:
    return [fresh(case).state for case in cases]


def run(world: World) -> int:
    return run_errands(now=world.later())


def test_reporters_hear_of_the_outcome():
    world = World()
    obstacle, reports = linked(world, 3)
    world.take(obstacle, "dismiss")
    before = progress(obstacle)

    settled = run(world)

    assert settled == 3
    assert states(reports) == [Intake.ANSWERED] * 3
    assert (before, progress(obstacle)) == (Progress(0, 3), Progress(3, 3))
    assert Notice.objects.filter(letter="result").count() == 3


def test_errands_are_run_once():
    world = World()
    obstacle, _reports = linked(world)
    world.take(obstacle, "dismiss")
    run(world)

    assert run(world) == 0


def test_a_reopened_obstacle_takes_its_reports_back():
    world = World()
    obstacle, reports = linked(world)
    world.take(obstacle, "dismiss")
    run(world)

    world.take(obstacle, "reopen")
    run(world)

    assert states(reports) == [Intake.LINKED]


def test_what_was_undone_before_the_worker_came_is_settled_and_noted():
    world = World()
    obstacle, reports = linked(world)
    world.take(obstacle, "dismiss")
    world.take(obstacle, "reopen")

    run(world)

    owed = Errand.objects.get(step="conclude")
    assert states(reports) == [Intake.LINKED]
    assert owed.refused == "The obstacle is still open."
    assert owed.settled_at is not None


def test_reports_move_to_the_obstacle_that_stays_open_and_back():
    world = World()
    origin, moved = linked(world, 2)
    survivor, own = linked(world, 1)

    world.take(origin, "merge", into=survivor.reference)
    run(world)
    merged = [fresh(report).parent for report in moved]
    world.take(origin, "unmerge")
    run(world)

    assert merged == [survivor, survivor]
    assert [fresh(report).parent for report in moved] == [origin, origin]
    assert fresh(own[0]).parent == survivor
    assert [entry.step for entry in moved[0].log.order_by("number")][-2:] == ["move", "move"]


def test_a_report_linked_elsewhere_after_a_merge_stays_there():
    world = World()
    origin, [report] = linked(world)
    survivor = world.obstacle()
    third = world.obstacle()
    world.take(origin, "merge", into=survivor.reference)
    run(world)
    world.take(report, "unlink")
    world.take(report, "link", obstacle=third.reference)

    world.take(origin, "unmerge")
    run(world)

    assert fresh(report).parent == third


def test_a_merge_undone_before_the_worker_came_moves_nothing():
    world = World()
    origin, [report] = linked(world)
    survivor = world.obstacle()
    world.take(origin, "merge", into=survivor.reference)
    world.take(origin, "unmerge")

    run(world)

    assert fresh(report).parent == origin
    assert Errand.objects.filter(step="move").exclude(refused="").count() == 2


def test_reports_follow_two_merges_in_a_row():
    world = World()
    first, [report] = linked(world)
    second, third = world.obstacle(), world.obstacle()
    world.take(first, "merge", into=second.reference)
    world.take(second, "merge", into=third.reference)

    run(world)
    owe_overlooked(now=world.later())
    run(world)

    assert fresh(report).parent == third


def test_an_obstacle_goes_back_to_the_analysis_when_all_have_answered():
    world = World()
    asked = world.consultation("accept", "answer")

    run(world)

    assert fresh(asked.parent).state == Resolution.IN_ANALYSIS


def test_a_closed_obstacle_takes_its_questions_back_in_the_language_of_the_body():
    world = World()
    asked = world.consultation()
    world.take(asked.parent, "close_unresolved")

    run(world)

    withdrawn = fresh(asked)
    assert withdrawn.state == Asking.WITHDRAWN
    assert Notice.objects.filter(case=asked, letter="request_withdrawn").count() == 1
    assert withdrawn.log.get(step="withdraw").facts["reason"]


def test_a_reporter_who_feels_nothing_puts_the_obstacle_on_a_list():
    world = World()
    obstacle, [report] = linked(world)
    for step in ("assign", "start_analysis", "edit_side", "propose_solution", "resolve"):
        world.take(obstacle, step)
    run(world)
    world.take(report, "confirm_effect", felt="not_felt")

    run(world)

    assert fresh(obstacle).reopen_proposed_on is not None
    assert Notice.objects.filter(letter="not_felt").count() == 1


def test_a_deadlock_is_tried_again(monkeypatch):
    world = World()
    obstacle, reports = linked(world)
    world.take(obstacle, "dismiss")
    tried = []

    def once(*told, **more):
        tried.append(told)
        if len(tried) == 1:
            raise OperationalError("deadlock detected")
        return real(*told, **more)

    real = errand_room.take_step
    monkeypatch.setattr(errand_room, "take_step", once)
    run(world)

    assert len(tried) == 2
    assert states(reports) == [Intake.ANSWERED]


def test_an_errand_that_cannot_be_done_does_not_stop_the_rest(monkeypatch):
    world = World()
    obstacle, reports = linked(world, 3)
    world.take(obstacle, "dismiss")
    poison = sorted(reports, key=lambda one: one.pk)[0]

    def fails(case, *told, **more):
        if case.pk == poison.pk:
            raise ZeroDivisionError
        return real(case, *told, **more)

    real = errand_room.take_step
    monkeypatch.setattr(errand_room, "take_step", fails)
    settled = run(world)

    assert settled == 2
    assert Errand.objects.get(settled_at=None).case == poison
    assert progress(obstacle) == Progress(2, 3)


def test_the_sweep_owes_what_nobody_wrote():
    world = World()
    obstacle, reports = linked(world)
    world.take(obstacle, "dismiss")
    Errand.objects.all().delete()

    found = owe_overlooked(now=world.later())
    run(world)

    assert found == 1
    assert states(reports) == [Intake.ANSWERED]


def test_a_report_linked_to_an_obstacle_that_was_just_closed_is_concluded():
    world = World()
    obstacle, _none = linked(world, 0)
    report = world.report("take_up")
    world.take(obstacle, "dismiss")
    world.take(report, "link", obstacle=obstacle.reference)

    owe_overlooked(now=world.later())
    run(world)

    assert states([report]) == [Intake.ANSWERED]


def test_the_sweep_finds_an_obstacle_that_waits_for_nobody():
    world = World()
    asked = world.consultation("answer")
    Errand.objects.all().delete()

    owe_overlooked(now=world.later())
    run(world)

    assert fresh(asked.parent).state == Resolution.IN_ANALYSIS


def test_the_sweep_finds_nothing_where_everything_was_written():
    world = World()
    obstacle, _reports = linked(world, 2)
    world.consultation()
    world.take(obstacle, "dismiss")

    found = [owe_overlooked(now=world.later())]
    run(world)
    found.append(owe_overlooked(now=world.later()))

    assert found == [0, 0]


def test_one_is_not_merged_with_an_obstacle_that_is_closed():
    world = World()
    origin, closed = world.obstacle(), world.obstacle("dismiss")
    form = origin.steps["merge"].form

    errors = form({"into": closed.reference}, case=origin).errors

    assert errors == {"into": ["That obstacle is closed. Choose one that is open."]}


def test_an_obstacle_merged_while_on_hold_comes_back_to_its_work():
    world = World()
    case = world.obstacle("assign", "start_analysis", "hold")
    world.take(case, "merge", into=world.obstacle().reference)

    world.take(case, "unmerge")
    on_hold = fresh(case).state
    world.take(case, "resume")

    assert (on_hold, fresh(case).state) == (Resolution.ON_HOLD, Resolution.IN_ANALYSIS)
    assert fresh(case).kind == Kind.OBSTACLE
