"""A lost access code is replaced by mail, and nobody else learns whether a report exists."""

import re

import pytest
from django.core import mail

from workflow import mailed_codes
from workflow.letters import write
from workflow.models import AccessCode, Notice

from .conftest import caller, code_of

EMAIL = "reporter@example.org"


def ask(reference, email=EMAIL):
    return caller().send("/public/access-links", {"reference": reference, "email": email})


def owed():
    return Notice.objects.filter(letter="new_code")


@pytest.fixture
def case(world):
    return world.report(email=EMAIL)


def test_the_mailed_code_opens_the_report_and_the_old_one_still_does(world, case):
    ask(case.reference.lower(), EMAIL.upper())

    text = write(owed().get()).text
    code = re.search(r"(?:\w{4}-){5}\w{4}", text)[0]
    codes = (code, world.access_code)
    opened = [
        caller().send("/public/sessions", {"reference": case.reference, "code": one}).status_code
        for one in codes
    ]
    assert opened == [201, 201]
    assert code not in str(owed().values().get())


def test_the_answer_never_says_whether_a_report_is_there(world, case):
    answers = [
        ask(case.reference),
        ask(case.reference, "other@example.org"),
        ask("RP-000000"),
        ask("no reference"),
    ]

    assert {one.status_code for one in answers} == {202}
    assert {one.content for one in answers} == {b""}
    assert [one.address for one in owed()] == [EMAIL]


def test_asked_again_within_minutes_the_first_letter_stands(case):
    for _each in range(3):
        ask(case.reference)

    assert owed().count() == 1


def test_one_place_asks_five_times_an_hour(world):
    cases = [world.report(email=EMAIL) for _each in range(6)]

    answers = [ask(case.reference).status_code for case in cases]

    assert answers == [202] * 6
    assert owed().count() == 5


def test_a_code_mailed_later_replaces_those_mailed_before(case):
    ask(case.reference)
    first, second = (mailed_codes.drawn_for(owed().get())["access_code"] for _each in range(2))

    live = AccessCode.objects.filter(seat__case=case, revoked_at=None).count()

    assert first != second
    assert live == 2


def test_a_letter_is_in_the_language_of_the_reporter(world):
    case = world.report(email=EMAIL, contact_language="fr")

    ask(case.reference)

    assert owed().get().language == case.report.contact.language


def test_mistakes_are_told_in_their_order(db):
    visitor = caller()

    assert code_of(visitor.send("/public/access-links?a=1", {})) == (400, "unknown_parameter")
    assert code_of(visitor.send("/public/access-links", {"code": "x"})) == (400, "unknown_field")
    assert code_of(visitor.send("/public/access-links", {})) == (422, "incomplete")
    assert visitor.read("/public/access-links").status_code == 405
    assert mail.outbox == []
