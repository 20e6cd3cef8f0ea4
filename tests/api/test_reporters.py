"""Reporters come without an account: they hand in, come back with a code, speak, take back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.models import KeptAnswer, PublicSession
from tests.factories import fresh, story
from workflow.models import AccessCode, Case

from .conftest import caller, code_of, reporter


def test_a_report_is_handed_in_and_its_code_shown_once(db):
    visitor = caller()

    response = visitor.send("/public/reports", story())

    told = response.json()
    case = Case.objects.get(report__reference=told["reference"])
    assert response.status_code == 201
    assert response["Location"] == f"/api/v1/public/reports/{told['reference']}"
    assert sorted(told) == ["access_code", "next", "reference", "what_happens_next"]
    assert told["next"]["on"] == str(min(one.due_on for one in case.deadlines.all()))
    assert (case.state, case.report.channel) == ("RECEIVED", "api")


def test_a_retry_gets_the_same_code_and_no_second_report(db):
    visitor, key = caller(), "a-key-nobody-can-guess-0001"

    first = visitor.send("/public/reports", story(), key=key)
    second = visitor.send("/public/reports", story(), key=key)

    assert first.content == second.content
    assert second["Idempotent-Replayed"] == "true"
    assert Case.objects.count() == 1


def test_a_stolen_table_shows_no_code(db):
    told = caller().send("/public/reports", story()).json()

    kept = KeptAnswer.objects.get()
    code = told["access_code"]
    stored = bytes(kept.sealed)
    assert code.encode() not in stored
    assert told["reference"].encode() not in stored
    assert AccessCode.objects.get().digest != code


def test_an_anonymous_report_leaves_no_finer_time_than_its_day(db):
    anonymous = {"contact_way": "anonymous", "email": ""}

    caller().send("/public/reports", story(**anonymous))

    kept = KeptAnswer.objects.get()
    assert {one.name for one in kept._meta.fields} == {"digest", "body", "sealed", "kept_on"}
    assert Case.objects.get().opened_at.astimezone(timezone.get_current_timezone()).hour == 0


@pytest.mark.parametrize("name", ["channel", "received_on", "state", "reference", "is_anonymous"])
def test_a_visitor_cannot_say_what_the_desk_says(db, name):
    response = caller().send("/public/reports", story(**{name: "web"}))

    assert code_of(response) == (400, "unknown_field")
    assert Case.objects.count() == 0


def test_a_missing_answer_is_named(db):
    told = story()
    del told["account"]

    response = caller().send("/public/reports", told)

    assert code_of(response) == (422, "incomplete")
    assert response.json()["errors"] == [
        {"pointer": "/account", "detail": "This field is required."}
    ]


def test_a_code_opens_one_report_for_half_an_hour(world):
    case, other = world.report(), None
    mine = reporter(world, case)
    other = world.report()

    own = mine.read(f"/public/reports/{case.reference}")
    foreign = mine.read(f"/public/reports/{other.reference}")
    staff = mine.read("/reports")

    assert own.status_code == 200
    assert code_of(foreign) == (404, "unknown")
    assert code_of(staff) == (401, "not_signed_in")


def test_a_session_ends_after_half_an_hour_of_silence(world):
    case = world.report()
    mine = reporter(world, case)
    PublicSession.objects.update(expires_at=timezone.now() + timedelta(minutes=2))

    used = mine.read(f"/public/reports/{case.reference}")
    prolonged = PublicSession.objects.get().expires_at - timezone.now()
    PublicSession.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    silent = mine.read(f"/public/reports/{case.reference}")

    assert (used.status_code, silent.status_code) == (200, 401)
    assert prolonged > timedelta(minutes=29)


def test_a_session_can_be_ended(world):
    case = world.report()
    mine = reporter(world, case)

    ended = mine.ask("delete", "/public/sessions")
    after = mine.read(f"/public/reports/{case.reference}")

    assert (ended.status_code, after.status_code) == (204, 401)


def test_a_revoked_code_ends_its_sessions(world):
    case = world.report()
    mine = reporter(world, case)
    AccessCode.objects.update(revoked_at=timezone.now())

    response = mine.read(f"/public/reports/{case.reference}")

    assert response.status_code == 401


def test_no_usable_secret_lies_in_the_database(world):
    case = world.report()
    mine = reporter(world, case)

    session = PublicSession.objects.get()

    assert mine.token not in (session.digest, str(session.pk))
    assert len(session.digest) == 64


@pytest.mark.parametrize("wrong", ["other report", "no such report", "wrong code", "no code"])
def test_wrong_pairs_all_look_alike(world, wrong):
    case = world.report()
    code = world.access_code
    other = world.report()
    pairs = {
        "other report": (other.reference, code),
        "no such report": ("RP-000000", code),
        "wrong code": (case.reference, "0000-0000-0000-0000-0000-0000"),
        "no code": (case.reference, "?"),
    }
    reference, given = pairs[wrong]

    response = caller().send("/public/sessions", {"reference": reference, "code": given})

    assert code_of(response) == (404, "no_such_code")
    assert response.json()["detail"] == (
        "Check both. A lost code of an anonymous report cannot be replaced."
    )


def test_guessing_is_slowed_down_and_the_owner_still_gets_in(world):
    case = world.report()
    wrong = {"reference": case.reference, "code": "0000-0000-0000-0000-0000-0000"}
    guesser = caller()

    answers = [guesser.send("/public/sessions", wrong) for _ in range(11)]
    right = {"reference": case.reference, "code": world.access_code}
    owner = caller().send("/public/sessions", right)

    assert [one.status_code for one in answers] == [404] * 10 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert owner.status_code == 201


def test_a_reporter_reads_a_sentence_a_date_and_public_steps(world):
    case = world.report("take_up", "note", "ask_reporter")

    told = reporter(world, case).read(f"/public/reports/{case.reference}").json()

    assert told["status"] == "We have a question for you."
    assert told["now_with"] == ["reporter"]
    steps = [(one["on"], one["step"]) for one in told["timeline"]]
    assert steps == [("2026-11-02", "submit"), ("2026-11-02", "ask_reporter")]
    assert sorted(told["next"]) == ["is_late", "on", "why"]
    assert "Looks like" not in str(told)


def test_an_anonymous_report_came_in_on_the_day_it_came_in(world):
    """Midnight here is the evening before in UTC."""
    case = world.report(contact_way="anonymous", email="")

    told = reporter(world, case).read(f"/public/reports/{case.reference}").json()

    assert [one["on"] for one in told["timeline"]] == ["2026-11-02"]


def test_a_reporter_hears_who_was_asked(world):
    asked = world.consultation()
    case = world.report("take_up")
    world.take(case, "link", obstacle=Case.objects.get(pk=asked.parent_id).reference)

    told = reporter(world, case).read(f"/public/reports/{case.reference}").json()

    assert told["status"] == "We have asked the organisations in charge."
    assert told["now_with"] == ["ministry"]


def test_a_reporter_answers_a_question_and_adds_to_a_story(world):
    case = world.report("take_up", "ask_reporter")
    mine = reporter(world, case)
    address = f"/public/reports/{case.reference}/messages"

    answered = mine.send(address, {"text": "Nursing, level four."})
    added = mine.send(address, {"text": "It happened again."})

    kinds = [(one["kind"], one["from_us"]) for one in mine.read(address).json()["results"]]
    assert [answered.json()["step"], added.json()["step"]] == ["reply", "add"]
    assert kinds == [("question", True), ("reply", False), ("addition", False)]
    assert fresh(case).state == "IN_TRIAGE"


def test_a_missing_text_is_named_as_it_was_sent(world):
    case = world.report()

    response = reporter(world, case).send(f"/public/reports/{case.reference}/messages", {})

    assert [one["pointer"] for one in response.json()["errors"]] == ["/text"]


def test_a_reporter_takes_a_report_back_once(world):
    case = world.report()
    mine = reporter(world, case)
    address = f"/public/reports/{case.reference}/withdraw"

    first, second = mine.send(address), mine.send(address)

    assert (first.status_code, first.json()["state"]) == (200, "WITHDRAWN")
    assert code_of(second) == (409, "not_now")


def test_a_question_on_its_effect_is_answered(world):
    case = world.report("take_up")
    obstacle = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")
    world.take(case, "link", obstacle=obstacle.reference)
    world.take(obstacle, "resolve")
    if fresh(case).state != "ANSWERED":
        world.take(case, "conclude")
    mine = reporter(world, case)

    response = mine.send(f"/public/reports/{case.reference}/feedback", {"felt": "partly"})

    assert (response.status_code, response.json()["step"]) == (200, "confirm_effect")


def test_a_reporter_is_spoken_to_in_their_language(world):
    case = world.report()

    response = reporter(world, case).read(
        f"/public/reports/{case.reference}", **{"Accept-Language": "nl"}
    )

    assert "Accept-Language" in response["Vary"]
    assert response["Cache-Control"] == "no-store"
