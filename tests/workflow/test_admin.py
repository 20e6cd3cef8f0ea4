"""The administration looks at cases and changes nothing but by a step."""

import pytest
from django.urls import reverse

from obstacles.models import Role
from tests.factories import World, fresh, person
from workflow.states import Intake

pytestmark = pytest.mark.django_db
LIST = "admin:workflow_reportcase_changelist"


def test_a_coordinator_takes_a_bare_step_from_the_list(client):
    world = World()
    case = world.report()
    client.force_login(world.coordinator.user)

    client.post(reverse(LIST), {"action": "take_up", "_selected_action": [str(case.pk)]})

    assert fresh(case).state == Intake.IN_TRIAGE
    assert fresh(case).log.count() == 2


def test_a_refusal_comes_back_as_words(client):
    world = World()
    case = world.report("take_up")
    client.force_login(world.coordinator.user)

    answer = client.post(
        reverse(LIST), {"action": "take_up", "_selected_action": [str(case.pk)]}, follow=True
    )

    assert [str(message) for message in answer.context["messages"]] == [
        f"{case.reference}: “Take up” is not possible while the case is: in triage.",
        "No case was changed.",
    ]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INTAKE, Role.MANAGEMENT, Role.EXPERT])
def test_nobody_else_sees_a_case_here(client, role):
    case = World().report()
    client.force_login(person(role))

    answer = client.get(reverse("admin:workflow_reportcase_change", args=[case.pk]))

    assert answer.status_code in (302, 403, 404)
    assert case.reference not in answer.content.decode()


def test_nothing_can_be_typed_into_a_case(client):
    world = World()
    case = world.report()
    client.force_login(world.coordinator.user)

    page = client.get(reverse("admin:workflow_reportcase_change", args=[case.pk])).content.decode()

    assert case.reference in page
    assert 'name="state"' not in page
    assert 'name="_save"' not in page


def test_a_case_is_found_by_a_reference_typed_badly(client):
    world = World()
    case = world.report()
    client.force_login(world.coordinator.user)

    page = client.get(reverse(LIST), {"q": case.reference.lower()}).content.decode()

    assert case.reference in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, django_assert_max_num_queries, rows):
    world = World()
    for _row in range(rows):
        world.report()
    client.force_login(world.coordinator.user)

    with django_assert_max_num_queries(10):
        client.get(reverse(LIST))
