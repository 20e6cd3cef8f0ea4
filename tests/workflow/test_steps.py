"""The door: everything goes through it, or nothing happens."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from tests.factories import World, fresh, official, story
from workflow.actors import Visitor
from workflow.ledger import first_false_line
from workflow.models import Case, Entry, Errand, Notice
from workflow.refusals import Incomplete, NotNow, NotYours, Overtaken, Unknown
from workflow.states import Intake, Kind, Resolution
from workflow.steps import open_case, take_step

pytestmark = pytest.mark.django_db


def test_a_report_walks_from_first_word_to_an_obstacle():
    world = World()

    case = world.report("take_up", "ask_reporter", "reply", "link")

    assert case.state == Intake.LINKED
    assert [entry.step for entry in case.log.order_by("number")] == [
        "submit",
        "take_up",
        "ask_reporter",
        "reply",
        "link",
    ]
    assert case.parent.state == Resolution.IDENTIFIED


def test_an_obstacle_walks_to_its_outcome():
    world = World()

    case = world.obstacle(
        "edit_side",
        "assign",
        "start_analysis",
        "propose_solution",
        "adopt",
        "report_progress",
        "resolve",
    )

    assert case.state == Resolution.RESOLVED_COMPLETELY
    assert case.obstacle.status == "resolved"
    assert case.closed_at is not None


def test_a_question_is_sent_answered_and_closed():
    world = World()

    case = world.consultation("accept", "ask_back", "clarify", "answer", "close")

    assert case.state == "CLOSED"
    assert case.consultation.position == "willing"


def test_a_refused_step_changes_nothing():
    world = World()
    case = world.report()
    stranger = official()

    with pytest.raises(Unknown):
        take_step(case, "take_up", by=stranger, at=world.later())

    assert fresh(case).state == Intake.RECEIVED
    assert [entry.step for entry in case.log.all()] == ["submit"]


def test_a_visible_case_of_another_role_is_not_yours():
    world = World()
    case = world.report()

    with pytest.raises(NotYours):
        take_step(case, "take_up", by=world.reporter, at=world.later())


def test_a_step_is_refused_where_it_does_not_begin():
    world = World()
    case = world.report()

    with pytest.raises(NotNow):
        world.take(case, "link")


def test_whoever_is_late_learns_who_was_quicker():
    world = World()
    case = world.report("take_up")

    with pytest.raises(Overtaken) as refused:
        take_step(case, "give_back", by=world.intake, at=world.later(), seen=0)

    assert refused.value.version == 1
    assert refused.value.who == str(world.coordinator.user)


def test_a_form_that_is_not_filled_in_is_refused_per_field():
    world = World()
    case = world.report("take_up")

    with pytest.raises(Incomplete) as refused:
        take_step(case, "ask_reporter", by=world.intake, at=world.later(), answers={})

    assert set(refused.value.errors) == {"question", "language", "answer_by"}


def test_the_state_cannot_be_updated_behind_the_log():
    case = World().report("take_up")

    with pytest.raises(IntegrityError, match="not what its log says"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=Intake.REJECTED)
        connection.check_constraints()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_is_ink(act):
    case = World().report("take_up")
    line = Entry.objects.filter(case=case, number=1)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        line.update(step="other") if act == "update" else line._raw_delete("default")


def test_blanked_facts_leave_the_chain_standing():
    case = World().report("take_up")

    Entry.objects.filter(case=case).update(facts={}, salt="")

    assert first_false_line(case.log.order_by("number")) is None


def test_the_chain_holds_from_the_first_line_to_the_last():
    case = World().report("take_up", "ask_reporter", "reply", "link")

    assert first_false_line(case.log.order_by("number")) is None


def test_an_anonymous_report_keeps_the_day_and_nothing_finer():
    opened = open_case(
        Kind.REPORT,
        by=Visitor(),
        at=World().at,
        answers=story(contact_way="anonymous", email=""),
    )

    case = fresh(opened.case)
    moments = [case.opened_at, case.report.entered_at, case.log.get().at, case.seats.get().sort_at]
    assert {f"{moment.astimezone(World().at.tzinfo):%H:%M:%S}" for moment in moments} == {
        "00:00:00"
    }


def test_a_closed_obstacle_owes_its_reports_a_conclusion():
    world = World()
    report = world.report("take_up", "link")
    obstacle = fresh(report.parent)

    world.take(obstacle, "dismiss")

    owed = Errand.objects.get(step="conclude")
    assert owed.case == report
    assert owed.cause.step == "dismiss"


def test_the_reporter_is_owed_a_letter_in_her_language():
    world = World()

    case = world.report()

    letter = Notice.objects.get(case=case)
    assert (letter.letter, letter.language, letter.address) == (
        "received",
        "nl",
        "nurse@example.org",
    )


def test_a_reply_brings_files_along():
    world = World()
    case = world.report("take_up", "ask_reporter")
    letter = SimpleUploadedFile("letter.txt", b"We do not recognise this diploma.")

    take_step(
        case,
        "reply",
        by=world.reporter,
        at=world.later(),
        answers={"answer": "Here is the letter."},
        files={"files": [letter]},
    )

    assert [one.document.name for one in case.attachments.all()] == ["letter.txt"]


def test_a_refused_file_takes_no_step_and_says_why():
    world = World()
    case = world.report("take_up", "ask_reporter")
    program = SimpleUploadedFile("letter.pdf", b"MZ\x90\x00")

    with pytest.raises(Incomplete) as refused:
        take_step(
            case,
            "reply",
            by=world.reporter,
            at=world.later(),
            answers={"answer": "Here is the letter."},
            files={"files": [program]},
        )

    assert set(refused.value.errors) == {"files"}
    assert fresh(case).state == Intake.AWAITING_REPORTER


def test_attaching_asks_for_a_file():
    world = World()
    case = world.report("take_up")

    with pytest.raises(Incomplete) as refused:
        world.take(case, "attach", files=[])

    assert list(refused.value.errors) == ["files"]
