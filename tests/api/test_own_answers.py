"""Whoever reported answers the one question that we asked."""

import uuid

import pytest

from .conftest import caller, code_of, reporter


@pytest.fixture
def asked(world):
    case = world.report("take_up", "ask_reporter")
    question = case.messages.get(kind="question")
    return case, f"/public/reports/{case.reference}/answers/{question.pk}"


def test_a_question_is_answered_once(world, asked):
    case, path = asked
    by = reporter(world, case)
    before = by.read(path).json()

    first = by.send(path, {"text": "It was in March."})
    second = by.send(path, {"text": "No, in April."})

    after = by.read(path).json()
    assert (before["answer"], before["question"]["answered"]) == (None, False)
    assert (first.status_code, first.json()["step"]) == (200, "reply")
    assert code_of(second) == (409, "not_now")
    assert after["answer"]["text"] == "It was in March."
    assert after["question"]["answered"]


def test_another_reporter_finds_no_question(world, asked):
    other = world.report("take_up")
    stranger = reporter(world, other)
    _case, path = asked

    there = stranger.read(path)
    absent = stranger.read(f"/public/reports/RP-000000/answers/{uuid.uuid4()}")

    assert code_of(there) == (404, "unknown")
    assert there.content == absent.content
    assert code_of(stranger.send(path, {"text": "x"})) == (404, "unknown")


def test_mistakes_are_told_in_their_order(world, asked):
    case, path = asked
    by = reporter(world, case)
    nowhere = f"/public/reports/{case.reference}/answers/{uuid.uuid4()}"

    assert code_of(caller().read(f"{path}?a=1")) == (401, "not_signed_in")
    assert code_of(by.read(f"{nowhere}?a=1")) == (400, "unknown_parameter")
    assert code_of(by.send(nowhere, {"words": "x"})) == (400, "unknown_field")
    assert code_of(by.send(nowhere, {"text": ""})) == (404, "unknown")
    empty = by.send(path, {})
    assert code_of(empty) == (422, "incomplete")
    assert empty.json()["errors"][0]["pointer"] == "/text"
