"""Taking steps by the API: order of answers, versions, keys."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import fresh, official
from workflow.models import Case, Entry

from .conftest import caller, code_of, place


@pytest.fixture
def intake(world):
    return caller(world.intake)


def test_a_step_answers_with_its_line_and_the_new_version(world, intake):
    case = world.report()

    response = intake.take(case, "take_up")

    assert response.status_code == 200
    assert response["ETag"] == '"v1"'
    assert response.json() == {
        "entry": 2,
        "step": "take_up",
        "reference": case.reference,
        "version": 1,
        "state": "IN_TRIAGE",
        "state_label": "in triage",
        "publication": "",
        "notices_queued": 0,
    }
    assert fresh(case).state == "IN_TRIAGE"


def test_every_no_comes_in_its_order(world, intake):
    """One request that is wrong in every way is told one thing at a time."""
    case, step = world.report(), "take_up"
    outsider = caller(official())
    address = f"{place(case)}/transitions/{step}"
    partner = caller(world.partner)

    answers = [
        caller().send(address, b"{"),
        partner.send(address, b"{"),
        partner.send(address, {"state": "LINKED"}),
        partner.send(address, {}, **{"Idempotency-Key": "short"}),
        partner.send(address, {}),
        outsider.send(address, {}),
    ]

    assert [code_of(one) for one in answers] == [
        (401, "not_signed_in"),
        (400, "unreadable"),
        (400, "unknown_field"),
        (400, "key_missing"),
        (404, "unknown"),
        (404, "unknown"),
    ]


def test_after_404_come_403_428_409_412_and_422(world):
    obstacle = world.obstacle("assign")
    expert, coordinator = caller(world.expert), caller(world.coordinator)
    dismiss = f"{place(obstacle)}/transitions/dismiss"
    resume = f"{place(obstacle)}/transitions/resume"

    answers = [
        expert.send(dismiss, {}),
        coordinator.send(dismiss, {}),
        coordinator.send(resume, {}, match='"v0"'),
        coordinator.send(dismiss, {}, match='"v0"'),
        coordinator.send(dismiss, {}, match='"v1"'),
    ]

    assert [code_of(one) for one in answers] == [
        (403, "not_yours"),
        (428, "if_match_missing"),
        (409, "not_now"),
        (412, "overtaken"),
        (422, "incomplete"),
    ]
    assert fresh(obstacle).state == "ASSIGNED"


def test_who_is_late_learns_what_changed_by_whom(world):
    obstacle = world.obstacle("assign", "start_analysis")

    response = caller(world.coordinator).take(obstacle, "dismiss", version=0)

    current = response.json()["current"]
    assert response.status_code == 412
    assert current["version"] == 2
    assert current["state"] == "IN_ANALYSIS"
    assert current["changed_by"] == str(world.coordinator.user)
    assert [(one["step"], one["fields"]) for one in current["changes"]] == [
        ("assign", ["lead", "others"]),
        ("start_analysis", []),
    ]


def test_a_body_that_is_late_learns_no_name(world):
    asked = world.consultation()

    response = caller(world.partner).take(asked, "accept", {"handled_by": "B"}, version=0)

    assert response.status_code == 412
    assert response.json()["current"]["changed_by"] is None
    assert response.json()["current"]["changes"] == []
    assert str(world.coordinator.user) not in response.content.decode()


def test_each_missing_answer_is_named_by_a_pointer(world, intake):
    case = world.report("take_up")

    response = intake.take(case, "ask_reporter", {"language": "nl", "answer_by": 7})

    assert code_of(response) == (422, "incomplete")
    assert [one["pointer"] for one in response.json()["errors"]] == ["/question", "/answer_by"]


@pytest.mark.parametrize("value", [1, 1.5, True, None, ["a"], {"a": 1}])
def test_a_text_is_a_text(world, intake, value):
    case = world.report("take_up")

    response = intake.take(case, "answer", {"words": value, "language": "nl"})

    assert response.status_code == 422
    assert [one["pointer"] for one in response.json()["errors"]] == ["/words"]
    assert fresh(case).state == "IN_TRIAGE"


def test_an_optional_answer_of_a_wrong_type_undoes_the_step(world, intake):
    case = world.report()

    response = caller(world.coordinator).take(
        world.obstacle(),
        "escalate",
        {"level": "directors", "body": world.ministry.slug, "words": 3},
    )

    assert code_of(response) == (422, "incomplete")
    assert Entry.objects.filter(step="escalate").count() == 0
    assert case.log.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "state",
        "reference",
        "publication",
        "owner",
        "tenant",
        "created_at",
        "deadline",
        "version",
        "handler",
        "id",
        "reporter.id",
        "is_public",
    ],
)
def test_what_steps_alone_may_set_is_refused_by_name(world, intake, name):
    case = world.report("take_up")

    response = intake.take(case, "answer", {"words": "Yes.", "language": "nl", name: "x"})

    assert code_of(response) == (400, "unknown_field")
    assert [one["pointer"] for one in response.json()["errors"]] == [f"/{name}"]
    assert case.log.count() == 2


def test_the_same_key_has_one_effect_and_one_answer(world, intake):
    case = world.report()
    key = "a-key-nobody-can-guess-0001"

    first = intake.take(case, "note", {"text": "once"}, key=key, version=0)
    second = intake.take(case, "note", {"text": "once"}, key=key, version=0)

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert second["ETag"] == first["ETag"]
    assert case.messages.filter(kind="note").count() == 1


def test_a_key_is_good_for_one_body(world, intake):
    case = world.report()
    key = "a-key-nobody-can-guess-0001"
    intake.take(case, "note", {"text": "once"}, key=key)

    response = intake.take(case, "note", {"text": "other"}, key=key)

    assert code_of(response) == (422, "key_reused")
    assert case.messages.filter(kind="note").count() == 1


def test_a_key_belongs_to_one_person(world, intake):
    case = world.report()
    key = "a-key-nobody-can-guess-0001"
    intake.take(case, "note", {"text": "mine"}, key=key)

    response = caller(world.coordinator).take(case, "note", {"text": "mine"}, key=key)

    assert response.status_code == 200
    assert case.messages.filter(kind="note").count() == 2


def test_a_refused_step_keeps_no_answer(world, intake):
    case = world.report()
    key = "a-key-nobody-can-guess-0001"
    refused = intake.take(case, "answer", {"words": "Yes.", "language": "nl"}, key=key)
    intake.take(case, "take_up")

    again = intake.take(case, "answer", {"words": "Yes.", "language": "nl"}, key=key)

    assert (refused.status_code, again.status_code) == (409, 200)


def test_transitions_say_what_is_possible_and_why_not(world, intake):
    case = world.report()

    told = intake.read(f"{place(case)}/transitions").json()

    allowed = {one["name"]: one for one in told["allowed"]}
    blocked = {one["name"]: one for one in told["blocked"]}
    assert sorted(allowed) == [
        "attach",
        "correct_contact",
        "message",
        "note",
        "redirect",
        "reject",
        "take_up",
    ]
    assert allowed["attach"]["files"] == {"most": 10, "required": True}
    assert allowed["redirect"]["files"] is None
    assert allowed["redirect"]["form"]["required"] == ["destination", "why", "words", "language"]
    assert blocked["link"]["reason"] == (
        "“Link to an obstacle” is not possible while the case is: received."
    )
    assert "withdraw" not in allowed | blocked


def test_four_eyes_are_told_before_one_tries(world):
    obstacle = world.obstacle("request_review")

    told = caller(world.coordinator).read(f"{place(obstacle)}/transitions").json()

    reasons = {one["name"]: one["reason"] for one in told["blocked"]}
    assert reasons["approve"] == (
        "You wrote this text or edited it last. A second coordinator must approve it."
    )


def test_publication_has_its_own_address(world):
    obstacle = world.obstacle("request_review")

    response = caller(world.second).take(obstacle, "approve")

    assert response.json()["publication"] == "PUBLISHED"
    assert response.json()["state"] == "IDENTIFIED"


def test_other_addresses_only_spell_a_step(world):
    obstacle = world.obstacle()
    coordinator = caller(world.coordinator)
    lead = world.expert.user.username

    assigned = coordinator.send(f"{place(obstacle)}/assignments", {"lead": lead}, match='"v0"')
    coordinator.take(obstacle, "start_analysis")
    asked = coordinator.send(f"{place(obstacle)}/consultations", world.answers(obstacle)["consult"])

    seats = coordinator.read(f"{place(obstacle)}/assignments").json()["results"]
    questions = coordinator.read(f"{place(obstacle)}/consultations").json()
    assert (assigned.json()["step"], asked.json()["step"]) == ("assign", "consult")
    assert [(one["username"], one["role"]) for one in seats] == [(lead, "LEAD_EXPERT")]
    assert questions["count"] == 1
    assert questions["results"][0]["state"] == "SENT"


def test_a_step_costs_few_queries(world, intake):
    case = world.report()
    intake.read("/me")
    address = f"{place(case)}/transitions/take_up"

    with CaptureQueriesContext(connection) as captured:
        response = intake.send(address, match='"v0"')

    asked = [one for one in captured if "SAVEPOINT" not in one["sql"]]
    assert response.status_code == 200
    assert len(asked) <= 15


def as_json(answers):
    """Milestones come one a line on a page, and as a list in JSON."""
    told = dict(answers or {})
    if "milestones" in told:
        told["milestones"] = told["milestones"].splitlines()
    return told


def test_whole_procedures_can_be_walked_by_program(world):
    case = world.report()
    intake = caller(world.intake)
    for step in ("take_up", "link"):
        response = intake.take(case, step, world.answers(case).get(step))
        assert response.status_code == 200, response.content

    obstacle = Case.objects.get(pk=fresh(case).parent_id)
    coordinator = caller(world.coordinator)
    for step in ("edit_side", "assign", "start_analysis", "propose_solution", "adopt", "resolve"):
        response = coordinator.take(obstacle, step, as_json(world.answers(obstacle).get(step)))
        assert response.status_code == 200, response.content

    assert fresh(obstacle).state == "RESOLVED_COMPLETELY"


def test_questions_links_and_merges_are_steps_in_other_words(world, intake):
    case = world.report("take_up")
    gone, stays = world.obstacle(), world.obstacle()
    coordinator = caller(world.coordinator)

    asked = intake.send(f"{place(case)}/questions", world.answers(case)["ask_reporter"])
    world.take(case, "reply")
    linked = intake.send(f"{place(case)}/obstacle", {"obstacle": gone.reference})
    merged = coordinator.send(f"{place(gone)}/merge", {"into": stays.reference}, match='"v0"')
    taken_out = coordinator.send(f"{place(gone)}/unmerge", {"reason": "no"}, match='"v1"')

    steps = [one.json()["step"] for one in (asked, linked, merged, taken_out)]
    questions = intake.read(f"{place(case)}/questions").json()["results"]
    assert steps == ["ask_reporter", "link", "merge", "unmerge"]
    assert [(one["text"], one["answered"]) for one in questions] == [("Which diploma?", True)]


def test_an_outcome_has_an_address_once_there_is_one(world):
    obstacle = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")
    coordinator = caller(world.coordinator)
    before = coordinator.read(f"{place(obstacle)}/outcome")
    world.take(obstacle, "resolve")

    after = coordinator.read(f"{place(obstacle)}/outcome").json()

    assert code_of(before) == (404, "unknown")
    assert after["words"]["nl"] == "Het is klaar."
