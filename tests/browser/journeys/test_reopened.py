"""A resolved obstacle is reopened: its reporters wait again, and the register says so."""

import pytest

from obstacles.models import Role
from tests.browser.journeys import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "Mijn diploma als verpleegkundige telt niet aan de andere kant van de grens."


def test_a_nurse_feels_no_change_and_the_obstacle_is_taken_up_again(town):
    nurse = town.reporter("nl")
    intake = town.colleague(Role.INTAKE, "Lotte")
    coordinator = town.colleague(Role.COORDINATOR, "Bram")
    expert = town.colleague(Role.EXPERT, "Eva")
    nurse.reports(STORY)
    work.take_up(intake)
    work.link(intake)
    obstacle = coordinator.picks(work.TITLE)
    work.analyse(coordinator, expert, obstacle)
    work.propose(expert, obstacle)
    work.resolve(coordinator, obstacle, words_nl="Uw diploma telt nu.")
    work.publish(expert, coordinator, obstacle)
    town.post_goes()

    nurse.follows()
    nurse.presses("a[href$='/outcome']")
    nurse.types(felt="not_felt", words="Het ziekenhuis weigert nog steeds.")
    nurse.presses("form:has([name=felt]) button")
    town.post_goes()
    coordinator.finds(obstacle)
    proposed = coordinator.misses("A reporter feels no change")
    coordinator.chooses("reopen")
    coordinator.types(reason="Reporters still meet the old rule.")
    coordinator.presses(work.SEND)
    reopened = coordinator.misses("Done: Reopened.", "In analysis")
    town.post_goes()
    nurse.follows()
    status = nurse.misses("Wij zoeken uit wiens regel het is.")
    nurse.goes(f"/nl/register/{obstacle}")

    assert [proposed, reopened, status] == [[], [], []]
    assert nurse.misses("Open in Nederland en in België.") == []
    assert len(nurse.mail.letters()) == 3
