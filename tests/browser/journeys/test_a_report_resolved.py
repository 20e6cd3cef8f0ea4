"""A nurse's report becomes a resolved obstacle, and she reads the outcome in her language."""

import pytest

from obstacles.models import Role
from tests.browser.journeys import work
from tests.browser.journeys.mailbox import words_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = (
    "Ik woon in Essen en werk in Roosendaal. Mijn diploma als verpleegkundige telt daar niet mee."
)
OUTCOME = "Uw diploma telt nu aan beide kanten. U hoeft niets aan te vragen."


def test_a_nurse_reads_the_outcome_in_her_language(town):
    nurse = town.reporter("nl")
    intake = town.colleague(Role.INTAKE, "Lotte")
    coordinator = town.colleague(Role.COORDINATOR, "Bram")
    expert = town.colleague(Role.EXPERT, "Eva")

    nurse.reports(STORY)
    town.post_goes()
    nurse.follows()
    received = nurse.misses("Wij hebben uw melding. Nog niemand heeft die gelezen.")
    work.take_up(intake)
    work.link(intake)
    town.post_goes()
    nurse.follows()
    linked = nurse.misses("Uw melding hoort bij een grensbelemmering.")
    obstacle = coordinator.picks(work.TITLE)
    work.analyse(coordinator, expert, obstacle)
    work.propose(expert, obstacle)
    work.resolve(coordinator, obstacle, words_nl=OUTCOME)
    town.post_goes()
    nurse.follows()
    solved = nurse.misses("De grensbelemmering is opgelost.")
    nurse.presses("a[href$='/outcome']")
    outcome = nurse.misses(OUTCOME, "Opgelost in Nederland en in België.")
    english = nurse.reads().count(work.OUTCOME)
    nurse.types(felt="felt", words="Ik mag weer aan beide kanten werken.")
    nurse.presses("form:has([name=felt]) button")
    thanked = nurse.lacks("nl", "Thank you for your answer.", "Yes, it is solved for me")

    letters = [words_in(one).lower() for one in nurse.mail.letters()]
    assert [received, linked, solved, outcome, thanked] == [[], [], [], [], []]
    assert english == 0
    assert len(letters) == 3
    assert not any("diploma" in one for one in letters)
