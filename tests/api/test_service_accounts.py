"""A program of a body: it has tokens, sees what its body sees, and never signs in."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from api.models import Token
from obstacles.models import Membership, Role, User
from tests.factories import body, centre, person
from workflow.actors import Official

from .conftest import caller, code_of, place

PASSWORD = "correct horse battery staple"


def program_of(authority):
    user = person(Role.PARTNER, of=authority, is_service=True, password="!")
    return Official(user)


def administrator():
    client = Client()
    client.force_login(person(Role.ADMINISTRATOR))
    return client


def test_a_program_sees_exactly_the_consultations_of_its_body(world):
    own, report, obstacle = world.consultation(), world.report(), world.obstacle()
    program, stranger = caller(program_of(world.ministry)), caller(program_of(body("agency")))

    seen = {
        kind: [row["reference"] for row in program.read(f"/{kind}").json()["results"]]
        for kind in ("consultations", "reports", "obstacles")
    }

    assert seen == {"consultations": [own.reference], "reports": [], "obstacles": []}
    assert program.read(place(own)).status_code == 200
    assert {program.read(place(case)).status_code for case in (report, obstacle)} == {404}
    assert stranger.read("/consultations").json()["results"] == []
    assert code_of(stranger.read(place(own))) == (404, "unknown")


def test_a_program_takes_the_steps_of_its_body(world):
    asked = world.consultation()
    program = caller(program_of(world.ministry))

    answer = program.take(asked, "accept", {"handled_by": "Unit B"})

    assert (answer.status_code, answer.json()["state"]) == (200, "ACCEPTED")


def test_a_program_has_no_password(db):
    user = program_of(body()).user
    user.set_password(PASSWORD)

    with pytest.raises(IntegrityError, match="a_program_has_no_password"):
        user.save()


def test_a_program_is_sent_no_link_to_set_a_password(db):
    user = program_of(body()).user

    answer = Client().post(reverse("account_reset_password"), {"email": user.email})

    assert (answer.status_code, mail.outbox) == (302, [])


def test_a_program_cannot_sign_in_with_any_password(db):
    user = program_of(body()).user

    for password in ("!", "", PASSWORD):
        client = Client()
        client.post(reverse("account_login"), {"login": user.username, "password": password})
        assert "_auth_user_id" not in client.session


def account(**more):
    return {
        "username": "robot",
        "email": "robot@example.org",
        "language": "nl",
        "is_active": "on",
        "is_service": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        **more,
    }


@pytest.mark.parametrize(
    ("where", "role", "made"),
    [
        (body, Role.PARTNER, True),
        (body, Role.FRONT_OFFICE, True),
        (body, Role.EXPERT, False),
        (centre, Role.COORDINATOR, False),
        (centre, Role.PARTNER, False),
    ],
)
def test_an_administrator_makes_a_program_for_a_body_only(db, where, role, made):
    client = administrator()
    part = {"memberships-0-authority": str(where().pk), "memberships-0-role": role}

    client.post(reverse("admin:obstacles_user_add"), account(**part))

    found = User.objects.filter(username="robot").first()
    assert (found is not None) is made
    assert not made or (found.is_service, found.has_usable_password()) == (True, False)


def test_whoever_becomes_a_program_loses_the_password(db):
    user, client = person(Role.PARTNER, of=body()), administrator()
    user.set_password(PASSWORD)
    user.save()

    client.post(
        reverse("admin:obstacles_user_change", args=[user.pk]), account(username=user.username)
    )

    user.refresh_from_db()
    assert (user.is_service, user.has_usable_password()) == (True, False)


def token_of(client, user, **more):
    told = {"user": str(user.pk), "name": "case system", "scopes": ["read"], "days": "30", **more}
    return client.post(reverse("admin:api_token_add"), told, follow=True)


def test_an_administrator_makes_a_token_for_a_program_and_sees_it_once(world):
    client, robot = administrator(), program_of(world.ministry).user

    page = token_of(client, robot, networks="127.0.0.0/8")

    (secret,) = set(re.findall(r"pat_[\w-]{30,}", page.content.decode()))
    program = caller()
    program.token = secret
    token = Token.objects.get()
    assert (token.user, token.scopes, token.networks) == (robot, ["read"], ["127.0.0.0/8"])
    assert program.read("/me").json()["username"] == robot.username
    assert program.token not in client.get(reverse("admin:api_token_changelist")).content.decode()


def test_an_administrator_makes_no_token_for_a_person(world):
    page = token_of(administrator(), world.coordinator.user)

    assert (page.status_code, Token.objects.count()) == (200, 0)


def test_an_administrator_ends_tokens_of_anybody(world):
    client, program = administrator(), caller(world.intake)
    told = {"action": "end_tokens", "_selected_action": [str(Token.objects.get().pk)]}

    client.post(reverse("admin:api_token_changelist"), told)

    assert code_of(program.read("/me")) == (401, "not_signed_in")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.INTAKE, Role.EXPERT, Role.MANAGEMENT])
def test_tokens_of_others_are_for_administrators(world, role):
    caller(world.intake)
    client = Client()
    client.force_login(person(role))

    answer = client.get(reverse("admin:api_token_changelist"), follow=True)

    assert answer.status_code == 403


def test_a_token_shows_all_but_its_secret_and_cannot_be_changed(world):
    caller(world.intake)
    token = Token.objects.get()
    page = administrator().get(reverse("admin:api_token_change", args=[token.pk]))

    words = page.content.decode()
    assert page.status_code == 200
    assert token.prefix in words
    assert token.digest not in words
    assert '<input type="text"' not in words


def test_a_program_that_left_its_body_sees_nothing(world):
    own = world.consultation()
    robot = program_of(world.ministry)
    program = caller(robot)
    Membership.objects.filter(user=robot.user).delete()

    assert program.read(place(own)).status_code == 404
