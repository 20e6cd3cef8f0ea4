"""The door to a question: looking changes nothing, and only the mailbox gets further."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.partners import (
    ask_digits,
    asked,
    code_of,
    counts,
    digits_in,
    enter,
    link_of,
    listening,
)
from workflow.models import AccessView, Challenge, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(settings):
    with listening(settings) as relay:
        yield relay


def words(page) -> str:
    return page.content.decode()


def from_address(number: int) -> Client:
    return Client(REMOTE_ADDR=f"192.0.2.{number}")


def test_the_door_says_who_asks_and_nothing_of_the_case(client):
    _world, case = asked()

    page = client.get(f"/en/p/{link_of(case)}")

    assert page.status_code == 200
    assert case.reference in words(page)
    assert "mi…@example.org" in words(page)
    for secret in ("ministry@example.org", case.consultation.subject, case.consultation.question):
        assert secret not in words(page)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("place", ["", "/code", "/colleague"])
def test_pages_of_the_door_are_kept_by_nobody(client, language, place):
    _world, case = asked()

    page = client.get(f"/{language}/p/{link_of(case)}{place}")

    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("place", ["", "/code", "/colleague", "/request", "/answer", "/sent"])
def test_looking_changes_nothing(client, place):
    _world, case = asked()
    before = counts()

    for look in (client.head, client.get, client.get):
        look(f"/en/p/{link_of(case)}{place}")

    assert counts() == before
    assert "sessionid" not in client.cookies


def test_scanners_press_every_button_and_the_human_still_gets_in(client, relay):
    _world, case = asked()
    locator = link_of(case)

    for number in range(1, 6):
        scanner = from_address(number)
        for path in ("", "/code", "/colleague"):
            scanner.get(f"/en/p/{locator}{path}")
        scanner.post(f"/en/p/{locator}")
        scanner.post(f"/en/p/{locator}/code", {"digits": "123456"})
        scanner.post(f"/en/p/{locator}/code", {"digits": ""})
        scanner.post(f"/en/p/{locator}/colleague", {"address": ""})
        scanner.post(f"/en/p/{locator}/leave")
        assert scanner.get(f"/en/p/{locator}/request").url == f"/en/p/{locator}"
    enter(client, case, relay)

    assert client.get(f"/en/p/{locator}/request").status_code == 200


def test_digits_open_the_question_and_that_is_written_down(client, relay):
    _world, case = asked()

    locator = enter(client, case, relay)

    page = client.get(f"/en/p/{locator}/request")
    assert case.consultation.question in words(page)
    assert relay.letters[-1]["To"] == "ministry@example.org"
    assert AccessView.objects.get(case=case).what == "packet"


def test_the_session_key_changes_when_digits_were_right(client, relay):
    _world, case = asked()
    digits = ask_digits(client, link_of(case), relay)
    before = client.session.session_key

    client.post(f"/en/p/{link_of(case)}/code", {"digits": digits})

    assert client.session.session_key != before


def test_digits_may_be_pasted_with_spaces(client, relay):
    _world, case = asked()
    digits = ask_digits(client, link_of(case), relay)

    page = client.post(f"/en/p/{link_of(case)}/code", {"digits": f" {digits[:3]} {digits[3:]} "})

    assert page.status_code == 302


def test_wrong_digits_say_how_many_tries_are_left(client, relay):
    _world, case = asked()
    right = ask_digits(client, link_of(case), relay)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    path = f"/en/p/{link_of(case)}/code"

    pages = [client.post(path, {"digits": wrong}) for _ in range(5)]

    assert {page.status_code for page in pages} == {422}
    assert "You have 4 tries left." in words(pages[0])
    assert "You have 1 try left." in words(pages[3])
    assert "five times" in words(pages[4])
    assert client.post(path, {"digits": right}).status_code == 422


def test_digits_asked_for_here_do_not_open_elsewhere(client, relay):
    _world, case = asked()
    digits = ask_digits(client, link_of(case), relay)

    page = from_address(9).post(f"/en/p/{link_of(case)}/code", {"digits": digits})

    assert page.status_code == 422
    assert "only in the browser that asked for it" in words(page)


def test_a_fourth_letter_in_ten_minutes_is_refused_here(client, relay):
    _world, case = asked()
    for _ in range(3):
        client.post(f"/en/p/{link_of(case)}")
        Challenge.objects.all().delete()

    page = client.post(f"/en/p/{link_of(case)}")

    assert page.status_code == 429
    assert page["Retry-After"] == "600"
    assert len(relay.letters) == 3


def test_a_button_pressed_twice_mails_one_letter(client, relay):
    _world, case = asked()

    for _ in range(2):
        client.post(f"/en/p/{link_of(case)}")

    assert len(relay.letters) == 1


def test_a_relay_that_is_down_is_said_and_costs_nothing(client, settings):
    _world, case = asked()
    with listening(settings):
        pass

    page = client.post(f"/en/p/{link_of(case)}")

    assert page.status_code == 503
    assert Challenge.objects.count() == 0


def test_a_visit_ends_after_half_an_hour(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    session = client.session
    over = (timezone.now() - timedelta(seconds=1)).isoformat()
    seats = session["partner_seats"]
    session["partner_seats"] = {key: {**told, "until": over} for key, told in seats.items()}
    session.save()

    assert client.get(f"/en/p/{locator}/request").url == f"/en/p/{locator}"


def test_leaving_ends_the_visit(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)

    client.post(f"/en/p/{locator}/leave")

    assert client.get(f"/en/p/{locator}/request").url == f"/en/p/{locator}"


def test_one_wrong_character_leads_nowhere_and_tells_nothing(client):
    _world, case = asked()
    locator = link_of(case)
    changed = ("0" if locator[0] != "0" else "1") + locator[1:]

    pages = [client.get(f"/en/p/{one}") for one in (changed, "0" * 24, "nonsense")]

    assert [page.status_code for page in pages] == [404, 404, 404]
    assert ["Ask for a new link" in words(page) for page in pages] == [True] * 3
    assert case.reference not in words(pages[0])


@pytest.mark.parametrize(
    ("change", "heading"),
    [
        ({"revoked_at": timezone.now()}, "This link was taken back"),
        ({"until": timezone.localdate() - timedelta(days=1)}, "This link has run out"),
    ],
)
def test_a_link_that_ended_says_why_and_offers_a_new_one(client, relay, change, heading):
    _world, case = asked()
    locator, code = link_of(case), code_of(case)
    type(code).objects.filter(pk=code.pk).update(**change)

    page = client.get(f"/en/p/{locator}")
    offered = client.post(f"/en/p/{locator}/new-link")

    assert (page.status_code, offered.status_code) == (410, 202)
    assert heading in words(page)
    assert Notice.objects.get(letter="new_link").recipient == "body:ministry"
    assert link_of(case) != locator
    assert "There is a newer link" in words(client.get(f"/en/p/{locator}"))


def test_a_seat_that_ended_offers_no_new_link(client):
    _world, case = asked()
    locator = link_of(case)
    case.seats.filter(role="PARTNER").update(until=timezone.localdate() - timedelta(days=1))

    page = client.get(f"/en/p/{locator}")
    client.post(f"/en/p/{locator}/new-link")

    assert page.status_code == 410
    assert "no longer with you" in words(page)
    assert Notice.objects.filter(letter="new_link").count() == 0


def test_whether_an_address_fits_is_told_nobody(client):
    _world, case = asked()

    pages = [
        client.post("/en/p/new-link", {"reference": reference, "address": address})
        for reference, address in [
            (case.reference, "other@example.org"),
            ("CN-000000", "ministry@example.org"),
            (case.reference, "ministry@example.org"),
        ]
    ]

    assert [page.status_code for page in pages] == [202] * 3
    assert len({page.content for page in pages}) == 1
    assert Notice.objects.filter(letter="new_link").count() == 1


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (["answer"], "We have your answer."),
        (["answer", "close"], "We closed this question."),
        (["withdraw"], "We took this question back."),
        (["decline"], "You told us that you do not answer this question."),
        (["forward"], "This question was passed on."),
        (["ask_back"], "The deadline waits for our answer."),
    ],
)
def test_the_door_says_where_the_question_stands(client, steps, sentence):
    _world, case = asked(*steps)

    assert sentence in words(client.get(f"/en/p/{link_of(case)}"))


def test_a_colleague_in_the_same_house_gets_the_letter(client):
    _world, case = asked()

    page = client.post(f"/en/p/{link_of(case)}/colleague", {"address": "ann@example.org"})

    notice = Notice.objects.get(recipient__startswith="colleague:")
    assert page.status_code == 302
    assert (notice.letter, notice.address) == ("request", "ann@example.org")


def test_no_letter_goes_to_another_house(client):
    _world, case = asked()

    page = client.post(f"/en/p/{link_of(case)}/colleague", {"address": "ann@example.com"})

    assert page.status_code == 422
    assert Notice.objects.filter(recipient__startswith="colleague:").count() == 0


def test_the_mailed_digits_lie_nowhere_in_the_database(client, relay):
    _world, case = asked()

    client.post(f"/en/p/{link_of(case)}")

    digits = digits_in(relay.letters[-1])
    assert digits not in str(list(Challenge.objects.values()))
    assert Notice.objects.filter(letter="code").count() == 0
