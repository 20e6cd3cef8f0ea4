"""Letters: short, in the reader's language, with one link and no word about the case."""

import re
from datetime import date

import pytest
from django.test import override_settings

from obstacles.languages import CODES
from tests.factories import World
from workflow import letters
from workflow.locators import locator_digest
from workflow.models import AccessCode, Notice
from workflow.procedure import steps
from workflow.roles import Role
from workflow.states import Kind

TOLD = sorted(
    {
        (kind.value, step.name, role, letter)
        for kind in Kind
        for step in steps(kind).values()
        for role, letter in step.tells.items()
    }
)
FACTS = {
    "reference": "RP-7K4M2Q",
    "parent": "OB-7K4M2Q",
    "parent_state": "RESOLVED_PARTIALLY",
    "next_on": date(2026, 12, 14),
    "answer_by": date(2026, 12, 21),
    "lapses_on": date(2027, 1, 4),
    "digits": "123456",
    "host": "hooks.example.org",
    "access_code": "7K4M-2QXX-7K4M-2QXX-7K4M-2QXX",
}
BARE = {name: FACTS[name] for name in ("reference", "parent", "digits", "host", "access_code")}
LINK = "https://passerelle.example/en/track?reference=RP-7K4M2Q"


def _letter(name, language="en", facts=FACTS):
    return letters.compose(name, facts, language=language, link=LINK)


@pytest.mark.parametrize(("kind", "step", "role", "letter"), TOLD)
def test_each_reader_of_each_step_has_a_letter_of_their_kind(kind, step, role, letter):
    audience = {Role.REPORTER: "reporter", Role.FRONT_OFFICE: "reporter", Role.PARTNER: "body"}

    assert letter in letters.SUBJECTS
    assert letters.audience_of(letter) == audience.get(role, "team")


def test_no_letter_is_written_that_nobody_gets():
    sent = {letter for _kind, _step, _role, letter in TOLD}

    assert sent | {"code", "new_code", "new_link", "webhook_off"} == set(letters.SUBJECTS)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("facts", [FACTS, FACTS | {"is_late": True}, BARE])
@pytest.mark.parametrize("name", sorted(letters.SUBJECTS))
def test_a_letter_is_short_and_has_one_link(name, facts, language):
    letter = _letter(name, language, facts)

    assert len(letter.text.split()) <= 120
    assert re.findall(r"https?://\S+", letter.text) == [LINK]
    assert re.findall(r'href="([^"]+)"', letter.page) == [LINK]
    assert "RP-7K4M2Q" in letter.subject
    assert "\n" not in letter.subject
    assert re.findall(r"<[a-z/]|&[a-z#]+;|%\(|None", letter.text) == []
    assert re.findall(r"<p>\s*(?:<br>)?\s*</p>|<p><br>|%\(|None", letter.page) == []
    assert f'<html lang="{language}">' in letter.page
    assert "14px" not in letter.page


@pytest.mark.parametrize("name", sorted(letters.SUBJECTS))
def test_the_page_has_the_words_of_the_text(name):
    letter = _letter(name)

    body = letter.page.split("<main", 1)[1].split(">", 1)[1]
    page = re.sub(r"<[^>]+>", " ", body).replace("&#x27;", "'").split()
    assert page == letter.text.replace(LINK, "").split()


@pytest.mark.parametrize("name", sorted(letters.SUBJECTS))
def test_a_sentence_has_at_most_twenty_words(name):
    sentences = re.split(r"[.?!:]\s", _letter(name).text.replace(LINK, ""))

    assert max(len(sentence.split()) for sentence in sentences) <= 20


def test_a_letter_says_why_it_came_and_what_comes_next():
    text = _letter("received").text

    assert "You get this because report RP-7K4M2Q names this address." in text
    assert "You hear from us by" in text


def test_dates_are_written_in_the_language_of_the_letter():
    assert "21 décembre 2026" in _letter("question", "fr").text
    assert "21. Dezember 2026" in _letter("question", "de").text


@pytest.mark.django_db
class TestLinks:
    @override_settings(PUBLIC_ADDRESS="https://passerelle.example/")
    def test_a_reporter_gets_the_reference_and_no_code(self):
        case = World().report()
        notice = Notice.objects.get(case=case)

        link = letters.link_of(notice)

        assert link == f"https://passerelle.example/nl/track?reference={case.reference}"

    def test_a_body_gets_the_locator_of_its_seat(self):
        world = World()
        case = world.consultation()
        notice = Notice.objects.get(case=case, letter="request")

        locator = letters.link_of(notice).rsplit("/", 1)[1]

        code = AccessCode.objects.get(seat__case=case)
        assert code.digest == locator_digest(locator)

    def test_staff_are_led_to_the_obstacle_of_a_consultation(self):
        world = World()
        case = world.consultation("accept")
        notice = Notice.objects.get(case=case, letter="partner_news")

        assert letters.link_of(notice).endswith(f"/en/work/case/{case.parent.reference}")

    def test_a_letter_says_what_was_true_at_its_line_of_the_log(self):
        world = World()
        case = world.report("take_up", "ask_reporter")
        notice = Notice.objects.get(case=case, letter="question")

        text = letters.write(notice).text

        assert "12 november 2026" in text


@pytest.mark.parametrize(
    ("language", "greeting", "closing"),
    [
        ("nl", "Goedendag,", "Met vriendelijke groet,"),
        ("fr", "Bonjour,", "Cordialement,"),
        ("de", "Guten Tag,", "Mit freundlichen Grüßen"),
        ("en", "Good day,", "Kind regards,"),
    ],
)
def test_a_letter_greets_and_the_centre_signs_it(language, greeting, closing, settings):
    letter = letters.compose(
        "received", {"reference": "RP-7K4M2Q"}, language=language, link=LINK, centre="The centre"
    )

    lines = letter.text.splitlines()
    assert lines[0] == greeting
    assert lines[lines.index(closing) + 1] == "The centre, Passerelle"
    assert settings.MAIL_REPLY_TO in lines[-1]
