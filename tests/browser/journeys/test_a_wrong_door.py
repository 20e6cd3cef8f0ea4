"""A report that belongs elsewhere goes to SOLVIT, with words; and a mistake is undone."""

import pytest

from obstacles.models import Role
from tests.browser.journeys import work
from tests.browser.journeys.mailbox import words_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "La commune refuse mon formulaire européen, alors que la règle le permet."
WORDS = "La règle est bonne, mais elle est mal appliquée. SOLVIT vous aide plus vite que nous."


def test_a_report_at_the_wrong_door_goes_to_solvit(town):
    nurse = town.reporter("fr")
    intake = town.colleague(Role.INTAKE, "Lotte")

    nurse.reports(STORY)
    work.take_up(intake)
    intake.presses("button[value=redirect]")
    intake.types(destination="solvit", why="authority_misapplied_eu_rule", words=WORDS)
    intake.presses(work.SEND)
    emptied = intake.misses("Nothing to triage.")
    town.post_goes()
    nurse.follows()
    status = nurse.misses("Un autre service peut mieux vous aider.")
    nurse.presses("a[href$='/outcome']")

    assert emptied == []
    assert status == []
    assert nurse.misses(WORDS, "Qui peut vous aider", "SOLVIT") == []
    assert nurse.page.get_attribute("main .rows a", "href").startswith("https://")
    assert nurse.reference in words_in(nurse.mail.newest())


def test_a_mistaken_redirection_is_undone_at_the_desk(town):
    nurse = town.reporter("fr")
    intake = town.colleague(Role.INTAKE, "Lotte")

    nurse.reports(STORY)
    work.take_up(intake)
    intake.presses("button[value=redirect]")
    intake.types(destination="solvit", why="authority_misapplied_eu_rule", words=WORDS)
    intake.presses(work.SEND)
    intake.takes(nurse.reference, "reopen", reason="It belongs here after all.")
    town.post_goes()
    nurse.comes_back()

    assert intake.misses("In triage", "Reopened") == []
    assert nurse.misses("Nous lisons votre signalement et cherchons la bonne voie.") == []
