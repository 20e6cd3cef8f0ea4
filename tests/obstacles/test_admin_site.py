"""Only memberships in the centre open the administration, and it holds no case."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from obstacles.models import (
    Area,
    Authority,
    Border,
    Competence,
    Destination,
    Membership,
    Network,
    Provision,
    Reason,
    Role,
    Term,
    Theme,
    User,
)
from tests.obstacles.worlds import body, person, theme

pytestmark = pytest.mark.django_db

SHOWN = [
    Area,
    Authority,
    Border,
    Competence,
    Destination,
    Network,
    Provision,
    Reason,
    Term,
    Theme,
    User,
]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def changelist(model: type) -> str:
    return reverse(f"admin:obstacles_{model._meta.model_name}_changelist")


def change(row) -> str:
    return reverse(f"admin:obstacles_{row._meta.model_name}_change", args=[row.pk])


def test_only_reference_data_is_administered():
    ours = {model for model in admin.site._registry if model._meta.app_label == "obstacles"}

    assert ours == set(SHOWN)


def test_pages_of_other_packages_are_not_let_in():
    foreign = {model._meta.app_label for model in admin.site._registry}

    assert foreign <= {"obstacles", "workflow", "api"}


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in ("ADMINISTRATOR", "COORDINATOR")]
)
def test_no_other_part_opens_the_administration(role):
    client = signed_in(person("anna", role))

    assert client.get(reverse("admin:index")).status_code == 302
    assert client.get(reverse("admin:login")).status_code == 403


def test_a_superuser_without_a_part_stays_outside():
    user = person("root")
    user.is_superuser = user.is_staff = True
    user.save()

    assert signed_in(user).get(changelist(Theme)).status_code == 302


def test_an_administrator_of_another_body_stays_outside():
    body("centre", is_centre=True)
    user = person("anna", Role.ADMINISTRATOR, at=body("nl-bz"))

    assert signed_in(user).get(changelist(Theme)).status_code == 302


@pytest.mark.parametrize(
    ("since", "until", "status"), [(-1, 0, 200), (0, 1, 200), (1, None, 302), (None, -1, 302)]
)
def test_a_part_counts_from_its_first_to_its_last_day(since, until, status):
    user = person("anna", Role.ADMINISTRATOR)
    today = timezone.localdate()

    def day(shift):
        return None if shift is None else today + timedelta(days=shift)

    Membership.objects.update(since=day(since), until=day(until))

    assert signed_in(user).get(reverse("admin:index")).status_code == status


def test_visitors_are_sent_to_the_front_door(settings):
    settings.LOGIN_URL = "/sign-in/"
    response = Client().get(changelist(Theme), follow=False)
    login = Client().get(response["Location"])

    assert response.status_code == login.status_code == 302
    assert login["Location"].startswith("/sign-in/?next=")


def test_a_coordinator_looks_and_changes_nothing():
    client = signed_in(person("anna", Role.COORDINATOR))
    row = theme()

    looked = client.get(change(row))
    changed = client.post(change(row), {"slug": "x"})

    assert looked.status_code == 200
    assert changed.status_code == 403
    assert client.get(reverse("admin:obstacles_theme_add")).status_code == 403


def test_an_administrator_corrects_a_body_and_deletes_nothing():
    client = signed_in(person("anna", Role.ADMINISTRATOR))
    row = body("nl-bz")

    form = client.get(change(row)).context["adminform"].form
    answers = {name: value for name, value in form.initial.items() if value not in (None, [])}
    answers |= {"email": "post@example.eu", "languages": "nl,en"}
    rows = {f"memberships-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    changed = client.post(change(row), answers | rows)
    removed = client.post(reverse("admin:obstacles_authority_delete", args=[row.pk]))

    row.refresh_from_db()
    assert (changed.status_code, removed.status_code) == (302, 403)
    assert (row.email, row.languages) == ("post@example.eu", ["nl", "en"])


def parts(user: User, authority: Authority, role: str) -> dict[str, object]:
    return {
        "username": user.username,
        "email": user.email,
        "language": "en",
        "is_active": "on",
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-authority": authority.pk,
        "memberships-0-role": role,
    }


def test_an_administrator_gives_a_part_to_somebody_else():
    client = signed_in(person("anna", Role.ADMINISTRATOR))
    other = person("bert")

    client.post(change(other), parts(other, body("centre"), Role.INTAKE))

    assert [membership.role for membership in other.memberships.all()] == [Role.INTAKE]


def test_nobody_gives_a_part_to_themselves():
    user = person("anna", Role.ADMINISTRATOR)

    signed_in(user).post(change(user), parts(user, body("centre"), Role.COORDINATOR))

    assert [membership.role for membership in user.memberships.all()] == [Role.ADMINISTRATOR]


def test_parts_are_not_given_on_the_page_of_a_body():
    user = person("anna", Role.ADMINISTRATOR)

    page = signed_in(user).get(change(body("centre")))

    formset = page.context["inline_admin_formsets"][0]
    assert not any([formset.has_add_permission, formset.has_change_permission])


def test_a_new_person_has_no_password_and_no_powers():
    client = signed_in(person("anna", Role.ADMINISTRATOR))

    answers = parts(User(username="cleo", email="c@example.eu"), body("centre"), Role.EXPERT)
    client.post(
        reverse("admin:obstacles_user_add"),
        answers | {"is_superuser": "on", "is_staff": "on", "password": "x"},
    )

    cleo = User.objects.get(username="cleo")
    assert not any([cleo.has_usable_password(), cleo.is_superuser, cleo.is_staff])
