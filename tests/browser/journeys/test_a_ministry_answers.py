"""A ministry answers from its letter, without an account; another time it stays silent."""

import pytest

from obstacles.models import Role
from tests.browser.journeys import work
from tests.browser.journeys.mailbox import words_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "Mijn diploma als verpleegkundige telt niet aan de andere kant van de grens."
ANSWER = "Oui pour les infirmiers, à condition que\nle diplôme date d'après 2010."


@pytest.fixture
def question(town):
    """A question to the ministry, on an obstacle that a nurse reported."""
    nurse = town.reporter("nl")
    intake = town.colleague(Role.INTAKE, "Lotte")
    coordinator = town.colleague(Role.COORDINATOR, "Bram")
    expert, ministry = town.colleague(Role.EXPERT, "Eva"), town.ministry()
    nurse.reports(STORY)
    work.take_up(intake)
    work.link(intake)
    obstacle = coordinator.picks(work.TITLE)
    work.analyse(coordinator, expert, obstacle)
    work.ask(expert, obstacle)
    town.post_goes()
    return nurse, expert, ministry, obstacle


def test_a_ministry_answers_without_an_account(town, question):
    nurse, expert, ministry, obstacle = question

    nurse.comes_back()
    waiting = nurse.lacks("nl", "We have asked the organisations in charge.")
    ministry.enters()
    seen = ministry.misses("Would you accept Dutch diplomas of nurses?", work.TITLE)
    secrets = ministry.sees_any([nurse.reference, nurse.mail.address, STORY])
    ministry.types(handled_by="Service Diplômes")
    ministry.presses("form:has(#id_handled_by) button")
    ministry.types(position="willing_in_part", text=ANSWER, may_be_quoted="yes")
    ministry.presses("button[value=preview]")
    looked_at = ministry.lacks("fr", "It is not sent yet.", "Yes, with our name")
    ministry.presses("button[value=send]")
    sent = ministry.lacks("fr", "We have your answer", "You can correct your answer for 24 hours.")
    town.post_goes()
    expert.finds(obstacle)
    expert.presses("table.cons a")

    assert [waiting, seen, secrets, looked_at, sent] == [[], [], [], [], []]
    assert ANSWER in expert.page.inner_text("main")
    assert expert.misses("Answered", "Service Diplômes") == []
    expert.finds(obstacle)
    assert expert.misses("In analysis", "Willing in part") == []
    assert obstacle not in words_in(ministry.mail.newest())


def test_a_ministry_asks_back_and_the_clock_waits(town, question):
    _nurse, expert, ministry, obstacle = question

    ministry.enters()
    ministry.presses("aside a[href$='/ask_back']")
    ministry.types(question="De quelle année parlez-vous ?")
    ministry.presses("form:has(#id_question) button")
    asked = ministry.lacks("fr", "You asked us something. The deadline waits for our answer.")
    expert.finds(obstacle)
    expert.presses("table.cons a")
    expert.chooses("clarify")
    expert.types(words="À partir de 2020.")
    expert.presses(work.SEND)
    town.post_goes()
    ministry.goes(work.link_in(ministry.mail.newest()))
    ministry.presses("main a.btn")

    assert asked == []
    assert ministry.misses("À partir de 2020.") == []


def test_a_silent_ministry_is_shown_by_the_clock(town, question):
    nurse, expert, ministry, obstacle = question
    before = len(ministry.mail.letters())

    for days in (21, 5, 10):
        town.days_pass(days)
    expert.signs_in()
    expert.finds(obstacle)
    desk = expert.misses("In consultation", "8 days late", "FPS Health")
    expert.presses("table.cons a")
    reminded = expert.reads().count("Body reminded")
    nurse.comes_back()

    assert len(ministry.mail.letters()) == before + 3
    assert desk == []
    assert reminded == 3
    assert nurse.lacks("nl", "We have asked the organisations in charge.") == []
