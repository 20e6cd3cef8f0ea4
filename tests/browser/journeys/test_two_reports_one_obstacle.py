"""Two people report the same thing in two languages: one obstacle, and both hear the outcome."""

import pytest

from obstacles.models import Role
from tests.browser.journeys import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DUTCH = "Mijn diploma als verpleegkundige telt niet aan de andere kant van de grens."
FRENCH = "Mon diplôme d'infirmier ne compte pas de l'autre côté de la frontière."
OUTCOME = "Votre diplôme compte désormais des deux côtés."


def test_two_reports_become_one_obstacle_and_both_hear_of_it(town):
    nurse = town.reporter("nl", email="nurse@example.org")
    colleague = town.reporter("fr", email="infirmier@example.org")
    intake = town.colleague(Role.INTAKE, "Lotte")
    coordinator = town.colleague(Role.COORDINATOR, "Bram")
    expert = town.colleague(Role.EXPERT, "Eva")

    nurse.reports(DUTCH)
    work.take_up(intake)
    work.link(intake)
    obstacle = coordinator.picks(work.TITLE)
    colleague.reports(FRENCH)
    work.take_up(intake)
    work.link(intake, obstacle=obstacle.lower().replace("-", " "))
    coordinator.finds(obstacle)
    both = coordinator.misses("Reports 2", DUTCH, FRENCH)
    work.analyse(coordinator, expert, obstacle)
    work.propose(expert, obstacle)
    work.resolve(coordinator, obstacle, words_nl="Uw diploma telt.", words_fr=OUTCOME)
    told = coordinator.told()
    town.post_goes()
    for reporter in (nurse, colleague):
        reporter.follows()
        reporter.presses("a[href$='/outcome']")

    assert both == []
    assert told == "Done: Resolved."
    assert nurse.misses("De grensbelemmering is opgelost.", "Uw diploma telt.") == []
    assert colleague.misses("L’obstacle frontalier est résolu.", OUTCOME) == []
    assert [len(one.mail.letters()) for one in (nurse, colleague)] == [2, 2]
