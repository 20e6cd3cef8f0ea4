"""Figures of replies, outcomes, promises and bodies."""

from datetime import date, datetime

import pytest

from tests.factories import World, fresh, reason
from tests.workflow.figures import BRUSSELS, SOLVED, asked, by_key, cells, counted
from workflow.actors import Clock
from workflow.statistics import CATALOGUE, light_of

pytestmark = pytest.mark.django_db


def test_a_first_reply_is_the_first_word_that_reaches_the_reporter():
    world = World()
    quick = world.report("take_up")
    world.later(days=2)
    world.take(quick, "message")
    world.report("take_up")
    spam = world.report()
    world.take(spam, "reject", why=reason("reject", "spam", sends_message=False).code, words="")
    world.later(days=20)

    found = cells("first_reply", world, "received", "done", "median", "kept", "decided")

    assert found == [2, 1, 2.0, 1, 2]
    assert cells("first_reply", world, "kept_share") == [50.0]


def test_dismissed_and_merged_are_in_neither_part_of_the_resolution_rate():
    world = World()
    world.obstacle(*SOLVED)
    lost = world.obstacle("assign", "start_analysis")
    world.take(lost, "close_unresolved")
    world.take(world.obstacle(), "dismiss")

    found = cells("resolution_rate", world, "decided", "complete", "not_resolved", "rate")

    assert found == [2, 1, 1, 50.0]


def test_more_than_twenty_reports_make_an_obstacle_systemic():
    world = World()
    case = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")
    for _number in range(21):
        report = world.report("take_up")
        world.take(report, "link", obstacle=case.obstacle.reference)
    world.take(case, "resolve")
    lost = world.obstacle("assign", "start_analysis")
    world.take(lost, "close_unresolved")

    found = cells("resolution_rate", world, "systemic", "rate", "single_rate")

    assert found == [1, 50.0, 0.0]


def test_a_due_day_counts_when_it_has_passed():
    world = World()
    world.report("take_up", "link")
    world.report()
    world.later(days=15)

    first = by_key("kept_deadlines", "kept_share", world)
    row = counted("kept_deadlines", asked(world)).row("S1")

    assert first == {"S1": 50.0}
    assert light_of(row, CATALOGUE["kept_deadlines"]).state == "bad"
    assert light_of(row, CATALOGUE["kept_deadlines"]).starred is True


def test_a_body_is_silent_when_its_day_has_passed():
    world = World()
    world.consultation("accept", "answer")
    world.consultation()
    world.later(days=60)

    row = counted("bodies", asked(world)).row("ministry")

    assert [row.cells[name] for name in ("asked", "answered", "kept", "decided", "silent")] == [
        2,
        1,
        1,
        2,
        1,
    ]


def test_reopened_within_a_year_is_counted_against_the_closing():
    world = World(datetime(2025, 1, 10, 9, tzinfo=BRUSSELS))
    soon, late = world.obstacle(*SOLVED), world.obstacle(*SOLVED)
    world.later(days=300)
    world.take(soon, "reopen")
    world.later(days=100)
    world.take(late, "reopen")

    found = cells("reopened", world, "closed", "again", from_on=date(2025, 1, 1))

    assert found == [2, 1]


def test_reporters_say_whether_the_solution_helps():
    world = World()
    case = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")
    reports = [world.report("take_up") for _number in range(2)]
    for report in reports:
        world.take(report, "link", obstacle=case.obstacle.reference)
    world.take(case, "resolve")
    for report in reports:
        conclude(world, report)
        world.take(fresh(report), "ask_effect", by=Clock())
    world.take(fresh(reports[0]), "confirm_effect", felt="partly")

    found = cells("satisfaction", world, "asked", "answered", "partly", "answered_share")

    assert found == [2, 1, 1, 50.0]


def conclude(world: World, report) -> None:
    if fresh(report).state != "ANSWERED":
        world.take(fresh(report), "conclude")
