"""What a body can do besides answering."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import body, fresh, reason
from tests.web.partners import asked, enter, link_of, listening
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(settings):
    with listening(settings) as relay:
        yield relay


def words(page) -> str:
    return page.content.decode()


def told(name: str) -> dict[str, str]:
    return {
        "accept": {"handled_by": "Unit B"},
        "ask_back": {"question": "Which year do you mean?"},
        "decline": {"why": reason("decline").code, "ask_instead": body("agency").slug},
        "forward": {"body": body("agency").slug},
        "request_extension": {
            "until": (timezone.localdate() + timedelta(days=40)).isoformat(),
            "reason": "We wait for our council.",
        },
    }[name]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("accept", "ACCEPTED"),
        ("ask_back", "QUESTION_BACK"),
        ("decline", "DECLINED"),
        ("forward", "FORWARDED"),
        ("request_extension", "SENT"),
    ],
)
def test_a_body_takes_its_steps_by_the_link(client, relay, name, state):
    _world, case = asked()
    locator = enter(client, case, relay)
    answers = told(name)

    shown = client.get(f"/en/p/{locator}/step/{name}")
    page = client.post(f"/en/p/{locator}/step/{name}", answers)

    assert (shown.status_code, page.status_code) == (200, 302)
    assert fresh(case).state == state
    assert fresh(case).log.order_by("number").last().step == name
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("name", ["withdraw", "close", "split", "extend", "answer", "nonsense"])
def test_no_other_step_has_a_page(client, relay, name):
    _world, case = asked()
    locator = enter(client, case, relay)

    assert client.get(f"/en/p/{locator}/step/{name}").status_code == 404
    assert client.post(f"/en/p/{locator}/step/{name}", {"reason": "x"}).status_code == 404
    assert fresh(case).state == "SENT"


def test_what_is_missing_is_said_at_its_field(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)

    page = client.post(f"/en/p/{locator}/step/ask_back", {"question": ""})

    assert page.status_code == 422
    assert fresh(case).state == "SENT"


def test_a_step_that_is_no_longer_possible_keeps_the_text(client, relay):
    world, case = asked()
    locator = enter(client, case, relay)
    world.take(case, "withdraw")

    page = client.post(f"/en/p/{locator}/step/ask_back", told("ask_back"))

    assert page.status_code == 409
    assert "Which year do you mean?" in words(page)


def test_a_case_that_changed_meanwhile_is_looked_at_first(client, relay):
    world, case = asked()
    locator = enter(client, case, relay)
    version = str(Case.objects.get(pk=case.pk).version)
    world.take(case, "extend")

    page = client.post(f"/en/p/{locator}/step/ask_back", {**told("ask_back"), "seen": version})

    assert page.status_code == 409
    assert "Which year do you mean?" in words(page)


def test_a_request_sent_twice_is_one_request(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)

    for _ in range(2):
        client.post(f"/en/p/{locator}/step/request_extension", told("request_extension"))

    assert fresh(case).messages.filter(kind="extension_request").count() == 1


def test_the_page_of_the_question_shows_what_was_said(client, relay):
    _world, case = asked("ask_back", "clarify")
    locator = enter(client, case, relay)

    page = client.get(f"/en/p/{locator}/request")

    assert "Which year?" in words(page)
    assert "From 2020." in words(page)


def test_what_the_body_answered_before_is_on_the_page(client, relay):
    world, case = asked()
    world.take(case.parent, "consult", bodies=[world.ministry.slug], subject="Once more")
    second = case.parent.parts.exclude(pk=case.pk).get()
    world.take(second, "answer", text="An earlier answer.")
    locator = enter(client, case, relay)

    page = client.get(f"/en/p/{locator}/request")

    assert "An earlier answer." in words(page)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_the_question_opens_in_every_language(client, relay, language):
    _world, case = asked()
    enter(client, case, relay)

    for place in ("request", "answer", "step/ask_back"):
        assert client.get(f"/{language}/p/{link_of(case)}/{place}").status_code == 200
