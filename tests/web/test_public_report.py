"""Reporting: one question a page, one report however often it is sent."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from obstacles.models import Report
from tests.factories import border
from tests.web.reporting import PAGES, STORY, answer, filled, sent
from workflow.models import Case, Draft

pytestmark = pytest.mark.django_db


def test_the_first_page_says_what_it_takes(client):
    page = client.get("/en/report")

    assert page.status_code == 200
    assert "about 6 minutes" in page.text


def test_somebody_reports_from_the_first_question_to_the_receipt(client):
    page = sent(client)

    report = Report.objects.get()
    assert page.url == f"/en/report/done/{report.reference}"
    assert (report.account, report.border.slug, report.office) == (STORY, "be-nl", "Town hall")
    assert report.contact.email == "nurse@example.org"
    assert Case.objects.get().state == "RECEIVED"


def test_each_question_leads_to_the_next(client):
    border()

    urls = [answer(client, name, **answers).url for name, answers in PAGES.items()]

    assert urls == [
        "/en/report/border",
        "/en/report/who",
        "/en/report/details",
        "/en/report/contact",
        "/en/report/check",
    ]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_each_page_says_which_question_it_is(client, number):
    filled(client)

    page = client.get(f"/en/report/{list(PAGES)[number - 1]}")

    assert f"Question {number} of 5" in page.text


def test_the_access_code_is_shown_once(client):
    receipt = sent(client).url

    first, second = client.get(receipt), client.get(receipt)

    assert 'id="code"' in first.text
    assert 'id="code"' not in second.text
    assert "The access code is not shown again." in second.text
    assert Draft.objects.get().answers == {"sent": Report.objects.get().reference}


def test_a_look_ahead_of_a_program_does_not_use_up_the_code(client):
    receipt = sent(client).url

    client.head(receipt)

    assert 'id="code"' in client.get(receipt).text


def test_the_receipt_says_by_when_we_answer(client):
    page = client.get(sent(client).url)

    clock = Case.objects.get().deadlines.get(rule="S1")
    assert page.context["due_on"] == clock.due_on
    assert "How this day is counted" in page.text


def test_nobody_else_sees_the_receipt(client):
    receipt = sent(client).url

    page = Client().get(receipt)

    assert page.url == f"/en/track?reference={Report.objects.get().reference}"


def test_a_report_sent_twice_is_one_report(client):
    first = sent(client)

    second = client.post("/en/report/check")

    assert second.url == first.url
    assert Report.objects.count() == 1


def test_back_and_continue_after_sending_lead_to_the_same_receipt(client):
    first = sent(client)

    again = answer(client, "contact", **PAGES["contact"])

    assert again.url == first.url
    assert client.get("/en/report/problem").url == first.url
    assert Report.objects.count() == 1


def test_a_second_report_can_be_started_afterwards(client):
    sent(client)

    client.post("/en/report")
    sent(client)

    assert Report.objects.count() == 2


def test_what_was_typed_stays_when_an_answer_needs_another_look(client):
    page = answer(client, "problem", account="Too short", language="nl")

    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert ">Too short</textarea>" in page.text.replace("\n", "")
    assert 'href="#id_account"' in page.text


def test_nothing_is_asked_twice(client):
    filled(client)

    page = client.get("/en/report/border")

    assert 'value="be-nl" id="id_border_0" checked' in page.text


def test_switching_the_language_in_the_middle_keeps_everything(client):
    filled(client)

    page = client.get("/nl/report/check")

    assert page.status_code == 200
    assert STORY in page.text


def test_changing_one_answer_leads_back_to_the_check(client):
    filled(client)

    page = client.post("/en/report/border?change=1", PAGES["border"])

    assert page.url == "/en/report/check"


def test_a_missing_answer_is_asked_before_sending(client):
    answer(client, "problem", **PAGES["problem"])

    page = client.post("/en/report/check")

    assert page.url == "/en/report/border"
    assert Report.objects.count() == 0


@pytest.mark.parametrize("place", ["border", "contact", "check"])
def test_a_session_that_ended_says_so_and_offers_to_start_again(client, place):
    page = client.post(f"/en/report/{place}", {})

    assert page.status_code == 410
    assert "Your answers are no longer here" in page.text


def test_an_unknown_question_is_not_there(client):
    assert client.get("/en/report/colour").status_code == 404


def test_without_a_name_nothing_that_points_to_somebody_is_kept(client):
    reach = {**PAGES["contact"], "contact_way": "anonymous", "name": "Anna"}

    sent(client, contact=reach)

    contact = Report.objects.get().contact
    assert (contact.name, contact.email) == ("", "")
    assert Report.objects.get().is_anonymous


def test_the_draft_and_its_session_know_the_day_only(client):
    sent(client, contact={**PAGES["contact"], "contact_way": "anonymous"})

    ends = Session.objects.get().expire_date.astimezone()
    kept = Draft.objects.get().saved_at.astimezone()

    assert {f"{moment:%M:%S.%f}" for moment in (ends, kept)} == {"00:00.000000"}
    assert (ends - kept) == timedelta(days=2)


def test_no_answer_stands_in_a_cookie_or_an_address(client):
    page = sent(client)

    cookies = " ".join(cookie.value for cookie in client.cookies.values())
    assert "nurse" not in cookies + page.url


def test_answers_are_kept_by_no_cache(client):
    filled(client)

    page = client.get("/en/report/check")

    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("bad", ["\x00", "\ud800", "x" * 30_000])
def test_bad_input_is_refused_clearly(client, name, bad):
    filled(client)
    answers = dict.fromkeys(PAGES[name], bad.encode("utf-8", "surrogatepass"))

    page = client.post(f"/en/report/{name}", answers)

    assert 400 <= page.status_code < 500 or page.status_code == 302


def test_the_receipt_can_be_saved_as_a_text_file(client):
    shown = client.get(sent(client).url)
    sent_ = shown.context["sent"]

    page = client.post("/en/report/receipt", {"reference": sent_.reference, "code": sent_.code})

    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert sent_.code in page.text


def test_a_receipt_writes_no_text_of_somebody_else(client):
    page = client.post("/en/report/receipt", {"reference": "RP-1", "code": "<b>"})

    assert page.status_code == 302


def test_whoever_stopped_can_go_on(client):
    answer(client, "problem", **PAGES["problem"])

    page = client.get("/en/report")

    assert page.context["begun"] == "/en/report/border"
    assert "Go on where you stopped" in page.text


def test_after_sending_there_is_nothing_to_go_on_with(client):
    sent(client)

    assert client.get("/en/report").context["begun"] == ""
