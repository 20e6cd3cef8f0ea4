"""Erasing a person: the story goes, the case and its count stay, and the log still adds up."""

import pytest

from tests.factories import World, fresh
from workflow.ledger import first_false_line

pytestmark = pytest.mark.django_db
SECRETS = ("nurse@example.org", "diploma as a nurse", "level four")


def everything_kept_of(case):
    rows = [case.report, *case.messages.all(), *case.log.all(), *case.notices.all()]
    return " ".join(str(vars(row)) for row in rows)


def test_nothing_of_the_person_is_left(db):
    world = World()
    case = world.report("take_up", "ask_reporter", "reply")

    world.take(case, "erase", reason="The reporter asked for it.")

    kept = everything_kept_of(fresh(case))
    assert [secret for secret in SECRETS if secret in kept] == []


def test_the_case_stays_and_its_chain_holds(db):
    world = World()
    case = world.report("take_up", "ask_reporter", "reply")

    world.take(case, "erase", reason="The reporter asked for it.")

    lines = fresh(case).log.order_by("number")
    assert [line.step for line in lines][-1] == "erase"
    assert first_false_line(lines) is None
    assert fresh(case).report.erased_on is not None


def test_a_corrected_answer_leaves_the_first_one_in_the_log(db):
    world = World()
    case = world.consultation("answer")

    world.take(case, "correct_answer", text="No, after all.", position="not_willing")

    said = [line.facts["text"] for line in case.log.order_by("number") if "text" in line.facts]
    assert said == ["Yes, from next year.", "No, after all."]
