"""Whatever is thrown at the pages of a body: a clear no, the text kept, never a broken page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import fresh
from tests.web.partners import ANSWER, ask_digits, asked, enter, link_of, listening, seen
from workflow.models import Challenge, Draft

pytestmark = pytest.mark.django_db
MEGABYTE = "a" * 1_000_000
FORMS = ("", "/code", "/colleague", "/new-link", "/answer", "/step/accept", "/step/ask_back")


@pytest.fixture
def relay(settings):
    with listening(settings) as relay:
        yield relay


def words(page) -> str:
    return page.content.decode()


def send(client, case, *, do="send", **changed):
    told = {**ANSWER, **seen(case), "do": do, **changed}
    return client.post(f"/en/p/{link_of(case)}/answer", told)


@pytest.mark.parametrize("place", ["/code", "/colleague", "/answer", "/step/ask_back"])
def test_a_nul_byte_is_no_text(client, relay, place):
    _world, case = asked()
    locator = enter(client, case, relay)
    told = {"digits": "12\x00", "address": "a\x00@b.org", "text": "a\x00b", "question": "a\x00b"}

    page = client.post(f"/en/p/{locator}{place}", told)

    assert page.status_code == 400
    assert fresh(case).state == "SENT"


def test_a_nul_byte_in_the_name_of_a_field_is_refused_too(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)

    page = client.post(f"/en/p/{locator}/answer", {**ANSWER, "te\x00xt": "x"})

    assert page.status_code == 400


@pytest.mark.parametrize("place", ["/answer", "/step/ask_back"])
def test_half_a_character_is_left_out_and_the_rest_kept(client, relay, place):
    _world, case = asked()
    locator = enter(client, case, relay)
    body = "do=preview&position=willing&language=nl&may_be_quoted=yes&text=Yes%ED%A0%80!"

    page = client.post(
        f"/en/p/{locator}{place}",
        f"{body}&question=Yes%ED%A0%80!",
        content_type="application/x-www-form-urlencoded",
    )

    assert page.status_code in (200, 302)


@pytest.mark.parametrize("do", ["preview", "send"])
def test_a_megabyte_of_text_is_refused_at_its_field_and_kept(client, relay, do):
    _world, case = asked()
    enter(client, case, relay)

    page = send(client, case, do=do, text=MEGABYTE)

    assert page.status_code == 422
    assert MEGABYTE in words(page)
    assert Draft.objects.get(form="answer").answers["text"] == [MEGABYTE]
    assert fresh(case).state == "SENT"


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("/code", "digits"),
        ("/colleague", "address"),
        ("/step/accept", "handled_by"),
        ("/step/ask_back", "question"),
        ("/step/forward", "note"),
        ("/step/decline", "why"),
        ("/step/request_extension", "until"),
    ],
)
def test_no_field_takes_a_megabyte(client, relay, place, field):
    _world, case = asked()
    locator = enter(client, case, relay)

    page = client.post(f"/en/p/{locator}{place}", {field: MEGABYTE})

    assert page.status_code == 422
    assert fresh(case).state == "SENT"


@pytest.mark.parametrize(
    ("name", "content", "claimed"),
    [
        ("page.html", b"<script>alert(1)</script>", "text/html"),
        ("letter.pdf", b"MZ\x90\x00 a program", "application/pdf"),
        ("picture.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
        ("empty.pdf", b"", "application/pdf"),
        ("../../letter.exe", b"MZ\x90\x00", "text/plain"),
    ],
)
def test_a_wrong_file_is_named_and_the_text_is_kept(client, relay, name, content, claimed):
    _world, case = asked()
    enter(client, case, relay)
    wrong = SimpleUploadedFile(name, content, content_type=claimed)

    page = send(client, case, do="preview", files=wrong)

    assert page.status_code == 422
    assert name.rsplit("/", 1)[-1] in words(page)
    assert ANSWER["text"] in words(page)


@pytest.mark.parametrize("key", ["", "nonsense", "\u0661", "0" * 5000])
def test_a_file_that_never_was_is_taken_away_without_harm(client, relay, key):
    _world, case = asked()
    enter(client, case, relay)

    page = send(client, case, do=f"remove:{key}", file=[key])

    assert page.status_code == 200
    assert ANSWER["text"] in words(page)


def test_the_link_of_another_body_opens_nothing(client, relay):
    _world, mine = asked()
    _other, theirs = asked()
    enter(client, mine, relay)
    locator = link_of(theirs)

    looked = [client.get(f"/en/p/{locator}/{one}") for one in ("request", "answer", "sent")]
    page = send(client, theirs)

    assert [one.url for one in looked] == [f"/en/p/{locator}"] * 3
    assert page.status_code == 403
    assert ANSWER["text"] in words(page)
    assert theirs.consultation.question not in words(page)
    assert (fresh(theirs).state, Draft.objects.count()) == ("SENT", 0)


def test_digits_open_one_question_and_no_other(client, relay):
    _world, mine = asked()
    _other, theirs = asked()
    digits = ask_digits(client, link_of(mine), relay)

    page = client.post(f"/en/p/{link_of(theirs)}/code", {"digits": digits})

    assert page.status_code == 422
    assert client.get(f"/en/p/{link_of(theirs)}/request").status_code == 302


def test_digits_open_once(client, relay):
    _world, case = asked()
    locator = link_of(case)
    digits = ask_digits(client, locator, relay)
    client.post(f"/en/p/{locator}/code", {"digits": digits})

    again = client.post(f"/en/p/{locator}/code", {"digits": digits})

    assert again.status_code == 422
    assert "This code was used already, or is older than ten minutes." in words(again)


def test_old_digits_open_nothing_and_that_is_said(client, relay):
    _world, case = asked()
    locator = link_of(case)
    digits = ask_digits(client, locator, relay)
    Challenge.objects.update(until=timezone.now() - timedelta(seconds=1))

    page = client.post(f"/en/p/{locator}/code", {"digits": digits})

    assert page.status_code == 422
    assert "This code was used already, or is older than ten minutes." in words(page)
    assert client.get(f"/en/p/{locator}/request").status_code == 302


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥", "12345", "1234567", "' OR 1=1", "<b>123456</b>7"])
def test_only_six_digits_are_a_code(client, relay, digits):
    _world, case = asked()
    ask_digits(client, link_of(case), relay)

    page = client.post(f"/en/p/{link_of(case)}/code", {"digits": digits})

    assert page.status_code == 422


def test_unknown_fields_are_passed_over(client, relay):
    _world, case = asked()
    enter(client, case, relay)

    page = send(client, case, state="CLOSED", is_late="1", authority="other", released_on="2026")

    assert page.status_code == 302
    about = fresh(case).consultation
    assert (fresh(case).state, about.is_late, about.released_on) == ("ANSWERED", False, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"position": "agree"},
        {"may_be_quoted": "perhaps"},
        {"language": "tlh"},
        {"acts_by": "9999-99-99"},
        {"act_reference": "x" * 301},
    ],
)
def test_a_value_nobody_offered_is_refused_and_the_text_kept(client, relay, wrong):
    _world, case = asked()
    enter(client, case, relay)

    page = send(client, case, **wrong)

    assert page.status_code == 422
    assert ANSWER["text"] in words(page)
    assert fresh(case).state == "SENT"


@pytest.mark.parametrize("seen_before", ["-1", "999999999999", "one", "٣", ""])
def test_a_version_nobody_saw_breaks_nothing(client, relay, seen_before):
    _world, case = asked()
    enter(client, case, relay)

    page = send(client, case, seen=seen_before)

    assert page.status_code in (302, 409)
    assert page.status_code == 302 or ANSWER["text"] in words(page)


@pytest.mark.parametrize("place", ["/leave", "/new-link"])
def test_looking_at_a_button_presses_nothing(client, relay, place):
    _world, case = asked()
    locator = enter(client, case, relay)

    page = client.get(f"/en/p/{locator}{place}")

    assert page.status_code == 405
    assert client.get(f"/en/p/{locator}/request").status_code == 200


@pytest.mark.parametrize("place", FORMS)
@pytest.mark.parametrize("locator", ["x" * 3000, "0" * 24, "-", "_" * 24])
def test_a_made_up_link_is_unknown_everywhere(locator, place):
    page = Client().post(f"/en/p/{locator}{place}", {"digits": "123456", "text": "My text"})

    assert page.status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_no_other_method_has_a_page(client, relay, method):
    _world, case = asked()
    locator = enter(client, case, relay)

    for place in (*FORMS, "/request", "/sent", "/leave"):
        assert getattr(client, method)(f"/en/p/{locator}{place}").status_code == 405
