"""Every list of reference data opens, and costs the same however long it is."""

import pytest
from django.test import Client
from django.urls import reverse

from obstacles.loading import load_reference_data
from obstacles.models import (
    Area,
    Authority,
    Border,
    Competence,
    Destination,
    Network,
    Provision,
    Reason,
    Role,
    Term,
    Theme,
    User,
)
from tests.obstacles.worlds import body, border, country, person, theme

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def changelist(model: type) -> str:
    return reverse(f"admin:obstacles_{model._meta.model_name}_changelist")


def change(row) -> str:
    return reverse(f"admin:obstacles_{row._meta.model_name}_change", args=[row.pk])


def reason(code: str) -> Reason:
    return Reason.objects.create(step=Reason.Step.REDIRECT, code=code)


def part_of_theme(slug: str) -> Theme:
    return theme(slug, parent=theme("whole"))


# One more row with all that its list shows.
GROW = {
    Area: lambda slug: Area.objects.filter(pk=country(slug).pk).update(parent=country("EU")),
    Authority: lambda slug: Authority.objects.filter(pk=body(slug).pk).update(area=country(slug)),
    Border: lambda slug: border(slug, parent=border("whole")),
    Competence: lambda slug: Competence.objects.create(user=person(slug)),
    Destination: lambda slug: Destination.objects.create(slug=slug, reason=reason(slug)),
    Network: lambda slug: Network.objects.create(slug=slug, secretariat=body(slug)),
    Provision: lambda slug: Provision.objects.create(title=slug, legal_order=country(slug)),
    Reason: reason,
    Term: lambda slug: Term.objects.create(slug=slug, theme=part_of_theme(slug), words={}),
    Theme: part_of_theme,
    User: lambda slug: person(slug, Role.EXPERT),
}


@pytest.mark.parametrize("model", GROW)
def test_every_page_opens_for_an_administrator(model):
    load_reference_data()
    user = person("anna", Role.ADMINISTRATOR, at=Authority.objects.get(is_centre=True))
    Provision.objects.create(title="Act", legal_order=Area.objects.first())
    Competence.objects.create(user=user)
    client = signed_in(user)

    assert client.get(changelist(model), {"q": "a"}).status_code == 200
    assert client.get(change(model.objects.first())).status_code == 200


@pytest.mark.parametrize("model", GROW)
def test_a_list_costs_at_most_ten_queries_however_long(model, django_assert_max_num_queries):
    client = signed_in(person("anna", Role.ADMINISTRATOR))
    client.get(reverse("admin:index"))
    costs = []
    for number in range(3):
        GROW[model](f"x{number}")
        if number in (0, 2):
            with django_assert_max_num_queries(10) as asked:
                client.get(changelist(model))
            costs.append(len(asked))

    assert costs[0] == costs[1]
