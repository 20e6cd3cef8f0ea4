"""Addresses that spell several steps, look ahead, or take a step on many reports."""

import pytest

from tests.factories import fresh
from workflow.models import Case, Deadline, Entry, Notice

from .conftest import caller, code_of, place


@pytest.fixture
def intake(world):
    return caller(world.intake)


@pytest.fixture
def coordinator(world):
    return caller(world.coordinator)


def patch(client, case, body, *, version):
    return client.ask("patch", place(case), body, match=f'"v{version}"')


def test_a_change_of_one_text_leaves_the_others(world, coordinator):
    case = world.obstacle()

    response = patch(coordinator, case, {"title_nl": "Diploma's tellen niet"}, version=0)

    told = coordinator.read(place(case)).json()
    assert (response.status_code, response.json()["step"]) == (200, "edit")
    titles = {name: text for name, text in told["titles"].items() if text}
    assert titles == {"nl": "Diploma's tellen niet", "en": "Diplomas do not count"}
    assert told["summaries"]["en"] == "Nurses may not work across the border."
    assert [one["code"] for one in told["borders"]] == ["be-nl"]
    assert response["ETag"] == '"v1"'


def test_text_and_facts_change_together(world, coordinator):
    case = world.obstacle()

    response = patch(coordinator, case, {"title_fr": "Diplômes", "known_since": 2019}, version=0)

    assert response.status_code == 200
    assert [one.step for one in case.log.order_by("number")] == ["identify", "edit", "edit_facts"]
    assert coordinator.read(place(case)).json()["known_since"] == 2019


def test_a_wrong_fact_undoes_the_text(world, coordinator):
    case = world.obstacle()

    response = patch(coordinator, case, {"title_fr": "Diplômes", "known_since": "x"}, version=0)

    assert code_of(response) == (422, "incomplete")
    assert [one["pointer"] for one in response.json()["errors"]] == ["/known_since"]
    assert case.log.count() == 1


def test_a_change_is_refused_in_the_order_of_all_answers(world, coordinator):
    case = world.obstacle()
    reader = caller(world.partner)

    answers = [
        patch(coordinator, case, {"state": "DISMISSED"}, version=0),
        patch(reader, case, {"title_nl": "x"}, version=0),
        coordinator.ask("patch", place(case), {"title_nl": "x"}),
        patch(coordinator, case, {"title_nl": "x"}, version=7),
    ]

    assert [code_of(one) for one in answers] == [
        (400, "unknown_field"),
        (404, "unknown"),
        (428, "if_match_missing"),
        (412, "overtaken"),
    ]


def test_triage_is_one_act(world, intake):
    case = world.report()
    body = {"link": world.answers(case)["link"], "note": {"text": "Like last year."}}

    response = intake.send(f"{place(case)}/triage", body, match='"v0"')

    told = [one["step"] for one in response.json()["results"]]
    assert (response.status_code, told) == (200, ["take_up", "note", "link"])
    assert fresh(case).state == "LINKED"
    assert response["ETag"] == f'"v{fresh(case).version}"'


def test_half_a_triage_is_none(world, intake):
    case = world.report()
    body = {"note": {"text": "x"}, "link": {"title": "Diplomas", "language": "en"}}

    response = intake.send(f"{place(case)}/triage", body, match='"v0"')

    pointers = [one["pointer"] for one in response.json()["errors"]]
    assert code_of(response) == (422, "incomplete")
    assert pointers == ["/link/borders", "/link/theme"]
    assert (fresh(case).state, case.log.count()) == ("RECEIVED", 1)


def test_triage_decides_one_thing(world, intake):
    case, answers = world.report(), world.answers(world.report())
    body = {"link": answers["link"], "reject": answers["reject"]}

    both = intake.send(f"{place(case)}/triage", body, match='"v0"')
    strange = intake.send(f"{place(case)}/triage", {"note": {"state": "x"}}, match='"v0"')
    late = intake.send(f"{place(case)}/triage", {"note": {"text": "x"}}, match='"v9"')

    assert code_of(both) == (422, "incomplete")
    assert code_of(strange) == (400, "unknown_field")
    assert code_of(late) == (412, "overtaken")
    assert case.log.count() == 1


def test_a_preview_tells_letters_and_clocks_and_leaves_nothing(world, intake):
    case = world.report("take_up")
    before = (Entry.objects.count(), Notice.objects.count(), Deadline.objects.count())

    response = intake.send(
        f"{place(case)}/transitions/ask_reporter/preview", world.answers(case)["ask_reporter"]
    )

    told = response.json()
    letters = [(one["letter"], one["to"], one["language"]) for one in told["letters"]]
    clocks = {(one["clock"], one["change"]) for one in told["clocks"]}
    assert (response.status_code, told["state"]) == (200, "AWAITING_REPORTER")
    assert letters == [("question", "reporter", "nl")]
    assert clocks == {("R1", "starts"), ("S1", "stops"), ("S2", "pauses")}
    assert (Entry.objects.count(), Notice.objects.count(), Deadline.objects.count()) == before
    assert fresh(case).state == "IN_TRIAGE"
    assert "nurse@example.org" not in response.content.decode()


def test_a_preview_names_the_bodies_that_would_be_asked(world):
    case = world.obstacle("assign", "start_analysis")

    told = (
        caller(world.expert)
        .send(f"{place(case)}/transitions/consult/preview", world.answers(case)["consult"])
        .json()
    )

    assert [(one["letter"], one["body"]) for one in told["letters"]] == [("request", "ministry")]
    assert [(one["clock"], one["change"]) for one in told["clocks"]] == [("S3", "starts")]
    assert case.parts.count() == 0


def test_a_preview_says_no_as_the_step_would(world, intake):
    case = world.report()
    address = f"{place(case)}/transitions"

    answers = [
        intake.send(f"{address}/answer/preview", {"words": "x", "language": "nl"}),
        intake.send(f"{address}/redirect/preview", {}),
        caller(world.partner).send(f"{address}/redirect/preview", {}),
    ]

    assert [code_of(one) for one in answers] == [
        (409, "not_now"),
        (422, "incomplete"),
        (404, "unknown"),
    ]


def test_a_clock_is_given_longer_by_its_own_address(world):
    case = world.obstacle("assign")
    expert = caller(world.expert)
    clock = expert.read(f"{place(case)}/deadlines").json()["results"][0]
    address = f"/deadlines/{clock['id']}/extend"

    bare = expert.send(address, {"reason": "complex"})
    done = expert.send(address, {"reason": "complex"}, match='"v1"')
    again = expert.send(address, {"reason": "complex"}, match='"v2"')

    after = expert.read(f"{place(case)}/deadlines").json()["results"][0]
    assert code_of(bare) == (428, "if_match_missing")
    assert (done.status_code, done.json()["step"]) == (200, "extend_deadline")
    assert after["due_on"] > clock["due_on"]
    assert code_of(again) == (422, "incomplete")


def test_a_question_gets_a_new_day_by_its_clock(world):
    asked = world.consultation()
    coordinator = caller(world.coordinator)
    clock = asked.deadlines.get(rule="S3")
    told = {"reason": "holidays", "until": "2027-03-01"}

    response = coordinator.send(f"/deadlines/{clock.pk}/extend", told, match='"v1"')

    assert response.json()["step"] == "extend"
    assert asked.deadlines.get(rule="S3").due_on.isoformat() == "2027-03-01"


def test_a_report_has_no_clock_to_give_longer(world, intake):
    case = world.report()
    clock = case.deadlines.first()

    response = intake.send(f"/deadlines/{clock.pk}/extend", {"reason": "x"}, match='"v0"')
    hidden = caller(world.partner).send(f"/deadlines/{clock.pk}/extend", {"reason": "x"})

    assert code_of(response) == (409, "not_now")
    assert code_of(hidden) == (404, "unknown")


def item(case, step, version, **answers):
    return {"report": case.reference, "step": step, "version": version, "answers": answers}


def test_each_of_many_reports_has_its_own_answer(world, intake):
    one, two, three = (world.report() for _ in range(3))
    spam = world.answers(one)["reject"]
    body = {
        "items": [
            item(one, "reject", 0, **spam),
            item(two, "reject", 9, **spam),
            item(three, "reject", 0, language="nl"),
            item(three, "take_up", 0),
            {**item(one, "take_up", 0), "report": "RP-000000"},
        ]
    }

    response = intake.send("/reports/bulk", body)

    told = response.json()["results"]
    codes = [one.get("problem", {}).get("code", "") for one in told]
    assert [one["status"] for one in told] == [200, 412, 422, 200, 404]
    assert codes == ["", "overtaken", "incomplete", "", "unknown"]
    assert [fresh(one).state for one in (one, two, three)] == ["REJECTED", "RECEIVED", "IN_TRIAGE"]


def test_many_steps_sent_twice_are_done_once(world, intake):
    cases = [world.report() for _ in range(2)]
    body = {"items": [item(case, "take_up", 0) for case in cases]}
    key = "a-key-nobody-can-guess-0001"

    first = intake.send("/reports/bulk", body, key=key)
    second = intake.send("/reports/bulk", body, key=key)

    assert first.json() == second.json()
    assert [case.log.count() for case in cases] == [2, 2]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"items": []}, (422, "incomplete")),
        ({"items": [{"report": "x"}] * 201}, (422, "incomplete")),
        ({"items": [{"report": "x", "step": "reject"}]}, (422, "incomplete")),
        ({"items": [{"report": "x", "step": "take_up", "version": True}]}, (422, "incomplete")),
        ({"items": ["x"]}, (400, "unreadable")),
        ({"items": [{"state": "x"}]}, (400, "unknown_field")),
        ({"all": True}, (400, "unknown_field")),
    ],
)
def test_a_list_that_cannot_be_read_does_nothing(world, intake, body, code):
    response = intake.send("/reports/bulk", body)

    assert code_of(response) == code
    assert Case.objects.count() == 0
