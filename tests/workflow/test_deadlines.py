"""Clocks of real cases: what starts, stops, pauses and moves them. Tables: product.md 2 and 4."""

from datetime import date, timedelta

import pytest

from obstacles.models import Reason
from tests.factories import World, fresh
from workflow.errand_room import run_errands
from workflow.models import Case, Deadline
from workflow.refusals import Incomplete

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)


def clock(case: Case, rule: str) -> Deadline:
    return case.deadlines.get(rule=rule, ended_on=None)


def running(case: Case) -> list[str]:
    return sorted(case.deadlines.filter(ended_on=None).values_list("rule", flat=True))


def ended(case: Case) -> dict[str, str]:
    return dict(case.deadlines.exclude(ended_on=None).values_list("rule", "ended_as"))


def test_a_report_starts_its_two_clocks_on_the_day_it_was_received():
    world = World()

    case = world.report()

    assert running(case) == ["S1", "S2"]
    assert clock(case, "S1").due_on == MONDAY + timedelta(days=7)
    assert clock(case, "S2").due_on == MONDAY + timedelta(days=30)


@pytest.mark.parametrize("step", ["redirect", "reject", "answer", "link"])
def test_a_decision_keeps_both_clocks_of_triage(step):
    case = World().report("take_up", step)

    assert running(case) == []
    assert ended(case) == {"S1": "met", "S2": "met"}


def test_a_report_taken_back_leaves_nothing_to_keep():
    case = World().report("take_up", "withdraw")

    assert running(case) == []
    assert ended(case) == {"S1": "stopped", "S2": "stopped"}


def test_a_decision_that_comes_too_late_misses_the_day():
    world = World()
    case = world.report("take_up")
    world.later(days=40)

    world.take(case, "redirect")

    assert ended(case) == {"S1": "missed", "S2": "missed"}


def test_spam_that_hears_nothing_had_no_first_reply():
    world = World()
    case = world.report("take_up")
    spam = {"why": "spam", "words": ""}
    world.answers(case)
    reason = Reason.objects.get(step="reject")
    reason.pk, reason.code, reason.sends_message = None, "spam", False
    reason._state.adding = True
    reason.save()

    world.take(case, "reject", **spam)

    assert ended(case) == {"S1": "stopped", "S2": "stopped"}


@pytest.mark.parametrize("step", ["ask_reporter", "message"])
def test_the_first_reply_is_a_question_or_a_message(step):
    case = World().report("take_up", step)

    assert ended(case) == {"S1": "met"}


def test_triage_stands_still_while_the_reporter_is_asked():
    world = World()
    case = world.report("take_up", "ask_reporter")
    world.later(days=10)

    world.take(case, "reply")

    assert clock(case, "S2").due_on == date(2026, 12, 14)  # the 12th is a Saturday
    assert ended(case) == {"S1": "met", "R1": "met"}


def test_the_reporter_has_two_weeks_after_the_answer_by_day():
    case = World().report("take_up", "ask_reporter")

    reply = clock(case, "R1")

    assert (reply.starts_on, reply.due_on) == (date(2026, 11, 12), date(2026, 11, 26))
    assert reply.then == "lapse"


def test_a_report_that_hangs_on_an_obstacle_does_not_lapse():
    case = World().report("take_up", "link", "ask_reporter")

    assert clock(case, "R1").then == ""


def test_a_second_question_sets_a_new_day():
    world = World()
    case = world.report("take_up", "link", "ask_reporter")
    world.take(case, "ask_reporter", answer_by=date(2026, 12, 1))

    assert clock(case, "R1").starts_on == date(2026, 12, 1)
    assert ended(case)["R1"] == "stopped"


def test_a_late_reply_starts_triage_anew():
    world = World()
    case = world.report("take_up", "ask_reporter")
    world.later(days=40)
    world.take(case, "lapse")
    lapsed = ended(case)

    world.take(case, "reply")

    assert lapsed == {"S1": "met", "S2": "stopped", "R1": "missed"}
    assert clock(case, "S2").starts_on == MONDAY + timedelta(days=40)


@pytest.mark.parametrize("step", ["redirect", "reject", "answer", "withdraw"])
def test_a_reopened_report_has_a_new_month_for_triage(step):
    world = World()
    case = world.report("take_up", step)
    world.later(days=50)

    world.take(case, "reopen")

    assert running(case) == ["S2"]
    assert clock(case, "S2").starts_on == MONDAY + timedelta(days=50)


def test_an_unlinked_report_is_in_triage_again():
    case = World().report("take_up", "link", "unlink")

    assert running(case) == ["S2"]


def test_a_body_has_four_weeks_unless_a_day_was_set():
    world = World()
    case = world.consultation()
    world.at -= timedelta(hours=6)
    named = World().obstacle("assign", "start_analysis")
    world.take(named, "consult", answer_by=date(2026, 12, 24))

    assert clock(case, "S3").due_on == MONDAY + timedelta(days=28)
    assert clock(named.parts.get(), "S3").due_on == date(2026, 12, 24)


def test_the_bodys_clock_stands_still_while_it_asks_back():
    world = World()
    case = world.consultation("accept", "ask_back")
    world.later(days=7)

    world.take(case, "clarify")

    assert clock(case, "S3").due_on == MONDAY + timedelta(days=35)


def test_a_day_set_anew_is_that_day_whatever_paused_before():
    world = World()
    case = world.consultation("accept", "ask_back")
    world.later(days=7)

    world.take(case, "clarify", answer_by=date(2027, 1, 14))

    assert clock(case, "S3").due_on == date(2027, 1, 14)


def test_more_time_for_a_body_sets_its_day():
    world = World()
    case = world.consultation("accept")

    world.take(case, "extend", until=date(2027, 1, 14), reason="holidays")

    moved = clock(case, "S3")
    assert (moved.due_on, moved.extension_reason) == (date(2027, 1, 14), "holidays")
    assert fresh(case).consultation.answer_by == date(2027, 1, 14)


@pytest.mark.parametrize("step", ["answer", "decline", "forward"])
def test_a_body_keeps_its_day_by_answering(step):
    case = World().consultation(step)

    assert ended(case) == {"S3": "met"}


def test_a_question_taken_back_is_no_answer_in_time():
    case = World().consultation("withdraw")

    assert ended(case) == {"S3": "stopped"}


def test_the_proposal_is_due_ten_weeks_after_assignment():
    world = World()
    case = world.obstacle("assign")
    world.later(days=3)

    world.take(case, "assign")

    assert clock(case, "S4").due_on == MONDAY + timedelta(weeks=10)


def test_a_proposal_stops_the_clock_and_its_revision_starts_it():
    world = World()
    case = world.obstacle("assign", "start_analysis", "propose_solution")
    proposed = ended(case)
    world.later(days=10)

    world.take(case, "revise")

    assert proposed == {"S4": "met"}
    assert clock(case, "S4").starts_on == MONDAY + timedelta(days=10)


def test_the_proposal_may_be_given_longer_once():
    world = World()
    case = world.obstacle("assign", "start_analysis", "extend_deadline")
    due_on = clock(case, "S4").due_on

    with pytest.raises(Incomplete) as refused:
        world.take(case, "extend_deadline")

    assert due_on == MONDAY + timedelta(weeks=20)
    assert refused.value.errors == {
        "rule": ["This clock was given longer once already. It cannot be extended again."]
    }


def test_a_clock_that_does_not_run_cannot_be_extended():
    world = World()
    case = world.obstacle()

    with pytest.raises(Incomplete) as refused:
        world.take(case, "extend_deadline")

    assert refused.value.errors == {"rule": ["This clock does not run now."]}


def test_a_hold_lets_the_proposal_wait_and_sets_a_day_to_look_again():
    world = World()
    case = world.obstacle("assign", "start_analysis", "hold")
    review = clock(case, "S5").due_on
    world.later(days=20)

    world.take(case, "resume")

    assert review == MONDAY + timedelta(days=60)
    assert ended(case) == {"S5": "met"}
    assert clock(case, "S4").due_on == date(2027, 2, 1)


@pytest.mark.parametrize("step", ["dismiss", "close_unresolved", "merge"])
def test_a_closed_obstacle_owes_nothing(step):
    world = World()
    case = world.obstacle("assign", "start_analysis")
    answers = {"into": world.obstacle().reference} if step == "merge" else {}

    world.take(case, step, **answers)

    assert running(case) == []
    assert ended(case) == {"S4": "stopped"}


def test_an_obstacle_taken_out_of_a_merge_has_its_clocks_back():
    world = World()
    case = world.obstacle("assign", "start_analysis")
    world.take(case, "merge", into=world.obstacle().reference)
    world.later(days=14)

    world.take(case, "unmerge")

    assert running(case) == ["S4"]
    assert clock(case, "S4").due_on == MONDAY + timedelta(weeks=12)


def test_an_obstacle_on_hold_keeps_its_review_day_through_a_merge():
    world = World()
    case = world.obstacle("assign", "start_analysis", "hold")
    world.take(case, "merge", into=world.obstacle().reference)
    world.later(days=14)
    world.take(case, "unmerge")
    review = clock(case, "S5").due_on
    world.later(days=7)

    world.take(case, "resume")

    assert review == MONDAY + timedelta(days=60)
    assert clock(case, "S4").due_on == MONDAY + timedelta(weeks=13)


def test_a_reopened_obstacle_has_ten_weeks_again():
    world = World()
    case = world.obstacle("assign", "start_analysis", "dismiss")
    world.later(days=30)

    world.take(case, "reopen")

    assert clock(case, "S4").starts_on == MONDAY + timedelta(days=30)


def concluded(world: World, *steps: str) -> Case:
    """A report whose obstacle was closed."""
    report = world.report("take_up", "link")
    for step in steps:
        world.take(fresh(report.parent), step)
    run_errands(now=world.later())
    return fresh(report)


RESOLVED = ("assign", "start_analysis", "edit_side", "propose_solution", "resolve")


def test_the_effect_is_asked_after_half_a_year_and_a_year():
    case = concluded(World(), *RESOLVED)

    assert clock(case, "E6").due_on == date(2027, 5, 3)  # the 2nd is a Sunday
    assert clock(case, "E12").due_on == date(2027, 11, 2)


def test_no_effect_is_asked_where_nothing_was_resolved():
    case = concluded(World(), "dismiss")

    assert running(case) == []


def test_the_effect_is_not_asked_of_an_obstacle_that_is_open_again():
    world = World()
    case = concluded(world, *RESOLVED)

    world.take(case.parent, "reopen")
    run_errands(now=world.later())

    assert running(case) == []
    assert ended(case)["E6"] == "stopped"
