"""A body reads its question and answers, from the letter to the receipt."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from obstacles import uploads
from obstacles.models import Document
from tests.factories import World, body, fresh
from tests.web.partners import ANSWER, asked, enter, link_of, listening, seen, send
from workflow.models import Attachment, Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(settings):
    with listening(settings) as relay:
        yield relay


def words(page) -> str:
    return page.content.decode()


def letter_file(name: str = "letter.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"Dear centre", content_type="text/plain")


def post_answer(client, case, do: str, **changed):
    told = {**ANSWER, **seen(case), "do": do, **changed}
    return client.post(f"/en/p/{link_of(case)}/answer", told)


def test_the_answer_arrives_as_it_was_written(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    client.post(f"/en/p/{locator}/step/accept", {"handled_by": "Unit B"})
    looked_at = post_answer(client, case, "preview", files=letter_file())
    hidden = [str(one.pk) for one in looked_at.context["files"]]

    page = send(client, case, file=hidden)

    about = fresh(case).consultation
    assert looked_at.status_code == 200
    assert page.url == f"/en/p/{locator}/sent"
    assert fresh(case).state == "ANSWERED"
    assert (about.handled_by, about.position) == ("Unit B", "willing_in_part")
    assert (about.answer, about.acts_by) == (ANSWER["text"], date(2027, 3, 1))
    assert about.may_be_quoted
    assert not about.is_late
    assert [one.document.name for one in case.attachments.all()] == ["letter.txt"]
    assert Document.objects.count() == 1
    receipt = words(client.get(page.url))
    assert ANSWER["text"] in receipt
    assert "letter.txt" in receipt


def test_what_is_missing_is_said_and_the_text_is_kept(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)

    page = post_answer(client, case, "preview", position="")

    assert page.status_code == 422
    assert "Choose your position." in words(page)
    assert ANSWER["text"] in words(client.get(f"/en/p/{locator}/answer"))
    assert fresh(case).state == "SENT"


def test_a_draft_waits_for_a_colleague_with_the_same_link(client, relay):
    _world, case = asked()
    enter(client, case, relay)
    post_answer(client, case, "save", position="")
    colleague = Client()

    locator = enter(colleague, case, relay)

    assert ANSWER["text"] in words(colleague.get(f"/en/p/{locator}/answer"))


def test_no_draft_replaces_that_of_a_colleague_silently(client, relay):
    _world, case = asked()
    enter(client, case, relay)
    before = seen(case)
    post_answer(client, case, "save", text="Text of Ann")

    page = client.post(
        f"/en/p/{link_of(case)}/answer", {**ANSWER, **before, "do": "save", "text": "Text of Bob"}
    )

    assert page.status_code == 409
    assert "Text of Ann" in words(page)
    assert "Text of Bob" in words(page)
    assert Draft.objects.get(form="answer").answers["text"] == ["Text of Ann"]


def test_sending_drops_the_draft_and_its_files(client, relay):
    _world, case = asked()
    enter(client, case, relay)
    post_answer(client, case, "save", files=letter_file())

    send(client, case)

    assert not Draft.objects.filter(form="answer").exists()
    assert (Document.objects.count(), Attachment.objects.count()) == (0, 0)


def test_a_file_can_be_taken_away_again(client, relay):
    _world, case = asked()
    enter(client, case, relay)
    post_answer(client, case, "save", files=letter_file())
    key = Document.objects.get().pk

    page = post_answer(client, case, f"remove:{key}")

    assert page.status_code == 200
    assert Document.objects.count() == 0


def test_a_file_that_is_refused_is_named_and_the_text_is_kept(client, relay):
    _world, case = asked()
    enter(client, case, relay)

    page = post_answer(client, case, "preview", files=letter_file("letter.exe"))

    assert page.status_code == 422
    assert "letter.exe" in words(page)
    assert ANSWER["text"] in words(page)


def test_an_answer_sent_twice_is_one_answer(client, relay):
    _world, case = asked()
    enter(client, case, relay)
    before = seen(case)

    pages = [send(client, case, **before) for _ in range(2)]

    assert [page.status_code for page in pages] == [302, 302]
    assert fresh(case).log.filter(step="answer").count() == 1
    assert fresh(case).messages.count() == 0


def test_both_answers_are_shown_when_a_colleague_was_quicker(client, relay):
    world, case = asked()
    enter(client, case, relay)
    before = seen(case)
    world.take(case, "answer", text="The answer of Ann.")

    page = send(client, case, **before)

    assert page.status_code == 409
    assert "The answer of Ann." in words(page)
    assert ANSWER["text"] in words(page)
    assert fresh(case).consultation.answer == "The answer of Ann."


def test_after_a_conflict_ones_text_can_be_sent_as_a_correction(client, relay):
    world, case = asked()
    enter(client, case, relay)
    before = seen(case)
    world.take(case, "answer", text="The answer of Ann.")
    page = send(client, case, **before)

    again = send(client, case, step=page.context["step"])

    assert page.context["step"] == "correct_answer"
    assert again.status_code == 302
    assert fresh(case).consultation.answer == ANSWER["text"]


def test_an_answer_is_corrected_within_a_day(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    send(client, case)
    begun = client.get(f"/en/p/{locator}/answer")

    page = send(client, case, step="correct_answer", text="Better words.")

    assert ANSWER["text"] in words(begun)
    assert page.status_code == 302
    assert fresh(case).consultation.answer == "Better words."


def test_after_a_day_words_are_added_and_marked_late(client, relay):
    world = World(timezone.now() - timedelta(days=3))
    case = world.consultation("answer")
    locator = enter(client, case, relay)

    page = send(client, case, step=client.get(f"/en/p/{locator}/answer").context["step"])

    assert page.status_code == 302
    assert fresh(case).consultation.answer == "Yes, from next year."
    assert fresh(case).messages.get().kind == "late_answer"


@pytest.mark.parametrize("steps", [("withdraw",), ("answer", "close")])
def test_an_answer_that_comes_too_late_is_kept_and_marked(client, relay, steps):
    _world, case = asked(*steps)
    state = case.state
    enter(client, case, relay)

    page = send(client, case)

    assert page.status_code == 302
    assert fresh(case).state == state
    assert fresh(case).consultation.is_late


def test_a_body_that_declined_is_not_asked_for_an_answer(client, relay):
    _world, case = asked("decline")
    locator = enter(client, case, relay)

    assert client.get(f"/en/p/{locator}/answer").url == f"/en/p/{locator}/request"
    assert send(client, case).status_code == 409


def test_sharing_that_ends_meanwhile_hands_the_text_back(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    before = seen(case)
    case.seats.filter(role="PARTNER").update(until=timezone.localdate() - timedelta(days=1))

    page = client.post(f"/en/p/{locator}/answer", {**ANSWER, **before, "do": "send"})

    assert page.status_code == 403
    assert "Sharing ended" in words(page)
    assert ANSWER["text"] in words(page)
    assert case.consultation.question not in words(page)
    assert (fresh(case).state, Draft.objects.count()) == ("SENT", 0)


def test_a_seat_that_is_gone_hands_the_text_back_too(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    case.seats.filter(role="PARTNER").delete()

    page = client.post(f"/en/p/{locator}/answer", {**ANSWER, "do": "send"})

    assert page.status_code == 403
    assert ANSWER["text"] in words(page)


def test_a_link_taken_back_meanwhile_hands_the_text_back(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    case.seats.get(role="PARTNER").codes.update(revoked_at=timezone.now())

    page = client.post(f"/en/p/{locator}/answer", {**ANSWER, "do": "send"})

    assert page.status_code == 403
    assert ANSWER["text"] in words(page)
    assert Draft.objects.count() == 0


def test_a_visit_that_ended_keeps_the_text_as_a_draft(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    session = client.session
    over = (timezone.now() - timedelta(seconds=1)).isoformat()
    told = session["partner_seats"]
    session["partner_seats"] = {key: {**one, "until": over} for key, one in told.items()}
    session.save()

    page = client.post(f"/en/p/{locator}/answer", {**ANSWER, **seen(case), "do": "send"})

    assert page.status_code == 403
    assert ANSWER["text"] in words(page)
    assert fresh(case).state == "SENT"
    assert Draft.objects.get(form="answer").answers["text"] == [ANSWER["text"]]


def test_a_stranger_who_posts_an_answer_stores_nothing(client):
    _world, case = asked()

    page = client.post(f"/en/p/{link_of(case)}/answer", {**ANSWER, "do": "send"})

    assert page.status_code == 403
    assert Draft.objects.count() == 0


def test_the_key_of_one_question_does_not_open_another(client, relay):
    world, case = asked()
    enter(client, case, relay)
    world.ministry = body("agency")
    other = world.consultation()

    for place in ("request", "answer", "sent", "step/ask_back"):
        page = client.get(f"/en/p/{link_of(other)}/{place}")
        assert page.url == f"/en/p/{link_of(other)}"
    page = client.post(f"/en/p/{link_of(other)}/answer", {**ANSWER, "do": "send"})
    assert page.status_code == 403
    assert fresh(other).state == "SENT"


def test_only_documents_of_the_packet_are_handed_out(client, relay):
    _world, case = asked()
    locator = enter(client, case, relay)
    shown, hidden = (
        uploads.store(letter_file(name), added_on=timezone.localdate())
        for name in ("shown.txt", "hidden.txt")
    )
    case.consultation.packet.documents.add(shown)

    page = client.get(f"/en/p/{locator}/documents/{shown.pk}")

    assert b"".join(page.streaming_content) == b"Dear centre"
    assert page["Content-Disposition"] == 'attachment; filename="shown.txt"'
    assert page["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/en/p/{locator}/documents/{hidden.pk}").status_code == 404
    assert Client().get(f"/en/p/{locator}/documents/{shown.pk}").status_code == 302


def test_numbered_questions_are_a_list(client, relay):
    _world, case = asked()
    case.consultation.question = "1. May they drive?\n2. With siren?"
    case.consultation.save()

    locator = enter(client, case, relay)

    assert client.get(f"/en/p/{locator}/request").context["lines"] == [
        "May they drive?",
        "With siren?",
    ]
