"""An obstacle is solved on one side only, and everybody reads exactly that."""

import pytest

from obstacles.models import Role
from tests.browser.journeys import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "Mon diplôme d'infirmière ne compte pas de l'autre côté de la frontière."
OUTCOME = "Le diplôme compte aux Pays-Bas. En Belgique, rien ne change encore."


def test_solved_here_and_open_there(town):
    nurse, neighbour = town.reporter("fr"), town.reporter("nl")
    intake = town.colleague(Role.INTAKE, "Lotte")
    coordinator = town.colleague(Role.COORDINATOR, "Bram")
    expert = town.colleague(Role.EXPERT, "Eva")
    nurse.reports(STORY)
    work.take_up(intake)
    work.link(intake)
    obstacle = coordinator.picks(work.TITLE)
    work.analyse(coordinator, expert, obstacle)
    work.propose(expert, obstacle)

    work.resolve(coordinator, obstacle, extent="partially", words_fr=OUTCOME)
    refused = coordinator.misses("Say which sides are still open.")
    typed = coordinator.page.input_value("[name=words_fr]")
    coordinator.types(open_sides=["BE"])
    coordinator.presses(work.SEND)
    work.publish(expert, coordinator, obstacle)
    town.post_goes()
    nurse.follows()
    nurse.presses("a[href$='/outcome']")
    neighbour.goes("/nl/register")
    neighbour.presses(neighbour.page.get_by_role("link", name=work.TITLE))

    assert (refused, typed) == ([], OUTCOME)
    assert nurse.misses("Résolu aux Pays-Bas, ouvert en Belgique.", OUTCOME) == []
    assert neighbour.misses("Opgelost in Nederland, open in België.") == []
