"""The administration looks at webhooks, and switches them off."""

from datetime import date

import pytest
from django.urls import reverse

from obstacles.models import Role
from tests.factories import World, person
from workflow.models import Webhook

pytestmark = pytest.mark.django_db
LIST = "admin:workflow_webhook_changelist"


@pytest.fixture
def hook():
    owner = World().intake.user
    return Webhook.objects.create(
        owner=owner, url="https://hooks.example.org/", created_on=date(2026, 11, 2)
    )


def test_an_administrator_looks_and_switches_off(client, hook):
    client.force_login(person(Role.ADMINISTRATOR))

    page = client.get(reverse(LIST)).content.decode()
    shown = client.get(reverse("admin:workflow_webhook_change", args=[hook.pk])).content.decode()
    client.post(reverse(LIST), {"action": "switch_off", "_selected_action": [str(hook.pk)]})

    hook.refresh_from_db()
    assert "hooks.example.org" in page
    assert 'name="_save"' not in shown
    assert hook.drawn not in shown
    assert hook.off == "house"


@pytest.mark.parametrize("role", [Role.INTAKE, Role.MANAGEMENT, Role.EXPERT])
def test_nobody_else_sees_a_webhook_here(client, hook, role):
    client.force_login(person(role))

    answer = client.get(reverse(LIST))

    assert answer.status_code in (302, 403)
