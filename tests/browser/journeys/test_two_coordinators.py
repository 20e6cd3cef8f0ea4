"""Two coordinators press at once: one goes through, the other reads who was quicker."""

import pytest

from obstacles.models import Role
from tests.browser.journeys import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "Mijn diploma als verpleegkundige telt niet aan de andere kant van de grens."
WORDS = "Information was enough here: the diploma counts already."


def test_the_slower_one_reads_who_was_quicker_and_loses_nothing(town):
    nurse = town.reporter("nl")
    intake = town.colleague(Role.INTAKE, "Lotte")
    slower = town.colleague(Role.COORDINATOR, "Bram")
    quicker = town.colleague(Role.COORDINATOR, "Claire")
    town.colleague(Role.EXPERT, "Eva")
    nurse.reports(STORY)
    work.take_up(intake)
    work.link(intake)
    obstacle = slower.picks(work.TITLE)

    slower.chooses("dismiss")
    slower.types(why="information_sufficient", words_en=WORDS)
    quicker.takes(obstacle, "assign", lead="eva")
    slower.presses(work.SEND)
    refused = slower.misses("This step was not taken", "Assigned", "Claire")
    kept = slower.page.input_value("[name=words_en]"), slower.page.input_value("[name=why]")
    slower.presses(work.SEND)

    assert refused == []
    assert kept == (WORDS, "information_sufficient")
    assert slower.misses("Done: Dismissed: no obstacle.") == []


def test_two_texts_meet_on_one_page(town):
    nurse = town.reporter("nl")
    intake = town.colleague(Role.INTAKE, "Lotte")
    slower = town.colleague(Role.COORDINATOR, "Bram")
    quicker = town.colleague(Role.COORDINATOR, "Claire")
    nurse.reports(STORY)
    work.take_up(intake)
    work.link(intake)
    for one in (slower, quicker):
        one.picks(work.TITLE)
        one.presses("a[href$='/text']")

    quicker.types(title_en="The title of Claire", summary_fr="Le résumé de Claire.")
    quicker.presses(work.SEND)
    slower.types(title_en="The title of Bram", summary_nl="De samenvatting van Bram.")
    slower.presses(work.SEND)
    both = slower.misses("The case has changed", "The title of Bram", "The title of Claire")
    slower.presses(work.SEND)

    written = {
        name: slower.page.input_value(f"[name={name}]")
        for name in ("title_en", "summary_nl", "summary_fr")
    }
    assert both == []
    assert written == {
        "title_en": "The title of Bram",
        "summary_nl": "De samenvatting van Bram.",
        "summary_fr": "Le résumé de Claire.",
    }
