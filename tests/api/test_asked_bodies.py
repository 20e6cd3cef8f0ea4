"""A body answers without an account: link, six digits by mail, then the question and no more."""

import re

import pytest
from django.core import mail

from tests.factories import body, fresh
from workflow.locators import locator_of
from workflow.models import AccessCode

from .conftest import caller, code_of


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def link_of(case):
    code = AccessCode.objects.get(seat__case=case, purpose="locator")
    return f"/public/consultations/{locator_of(code.pk)}"


def inside(case):
    """A client that proved it reads the mailbox of the body."""
    client, link = caller(), link_of(case)
    word = client.send(f"{link}/challenge", {}).json()["challenge"]
    digits = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    told = client.send(f"{link}/sessions", {"challenge": word, "digits": digits})
    client.token = told.json()["token"]
    return client


def test_a_link_says_who_asks_whom_and_nothing_else(world):
    asked = world.consultation()

    told = caller().read(link_of(asked)).json()

    assert told["reference"] == asked.reference
    assert told["body"]["code"] == "ministry"
    assert sorted(told) == ["answer_by", "body", "language", "reference", "theme"]


def test_digits_from_the_mailbox_open_the_question(world):
    asked = world.consultation()

    told = inside(asked).read(f"{link_of(asked)}/packet").json()

    assert told["question"] == "Would you accept these diplomas?"
    assert sorted(told["fields_shown"]) == ["sides", "summary"]
    assert told["state"] == "SENT"


def test_a_body_answers_with_a_file_and_corrects_it(world):
    asked = world.consultation()
    client, answer = inside(asked), world.answers(asked)["consultation", "answer"]
    address = f"{link_of(asked)}/answer"

    first = client.send(address, answer, files={"letter.txt": b"words"})
    second = client.send(address, {**answer, "text": "From 2028."})

    assert [one.json()["step"] for one in (first, second)] == ["answer", "correct_answer"]
    assert fresh(asked).consultation.answer == "From 2028."
    assert [one.audience for one in asked.attachments.all()] == ["bodies"]


@pytest.mark.parametrize("name", ["accept", "decline", "forward", "ask_back", "request_extension"])
def test_a_body_takes_its_other_steps_by_link(world, name):
    asked = world.consultation()
    body("agency")

    response = inside(asked).send(
        f"{link_of(asked)}/{name.replace('_', '-')}", world.answers(asked)[name]
    )

    assert (response.status_code, response.json()["step"]) == (200, name)


def test_a_wrong_code_opens_nothing_and_five_are_enough(world):
    asked = world.consultation()
    client, link = caller(), link_of(asked)
    word = client.send(f"{link}/challenge", {}).json()["challenge"]
    digits = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    wrong = {"challenge": word, "digits": "000000" if digits != "000000" else "111111"}

    tries = [client.send(f"{link}/sessions", wrong) for _ in range(5)]
    right = client.send(f"{link}/sessions", {"challenge": word, "digits": digits})

    assert {code_of(one) for one in (*tries, right)} == {(422, "incomplete")}


def test_a_session_opens_its_own_question_only(world):
    asked, other = world.consultation(), world.consultation()
    client = inside(asked)

    answers = [
        client.read(f"{link_of(other)}/packet"),
        client.read(f"/public/reports/{asked.reference}"),
        caller().read("/public/consultations/NOSUCHLINK"),
    ]

    assert {code_of(one) for one in answers} == {(404, "unknown")}
    assert code_of(caller().read(f"{link_of(asked)}/packet")) == (401, "not_signed_in")


def test_a_link_that_was_taken_back_is_gone(world):
    asked = world.consultation()
    link, client = link_of(asked), inside(asked)
    seat = asked.seats.get(role="PARTNER")
    seat.until = world.at.date().replace(year=2025)
    seat.save()

    outside, within = caller().read(link), client.read(f"{link}/packet")

    assert code_of(outside) == (410, "link_ended")
    assert code_of(within) == (404, "unknown")
