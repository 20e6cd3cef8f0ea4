"""A coordinator takes a step from the list of the administration, and once only."""

import pytest

from obstacles.models import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "Mijn diploma als verpleegkundige telt niet aan de andere kant van de grens."


def test_a_report_is_taken_up_from_the_list_of_the_administration(town):
    nurse = town.reporter("nl")
    coordinator = town.colleague(Role.COORDINATOR, "Bram")
    nurse.reports(STORY)

    coordinator.goes("/admin/workflow/reportcase/")
    coordinator.page.check("input.action-select")
    coordinator.page.select_option("select[name=action]", "take_up")
    coordinator.presses("button[name=index]")
    done = coordinator.reads(".messagelist")
    coordinator.page.check("input.action-select")
    coordinator.page.select_option("select[name=action]", "take_up")
    coordinator.presses("button[name=index]")
    refused = coordinator.reads(".messagelist")
    nurse.comes_back()
    coordinator.goes("/en/work/")
    coordinator.finds(nurse.reference)

    assert done == "1 case moved on."
    assert refused.startswith(f"{nurse.reference}: ")
    assert refused.endswith("No case was changed.")
    assert nurse.lacks("nl", "We are reading your report and looking for the right way.") == []
    assert coordinator.misses("In triage", "Taken into triage") == []
