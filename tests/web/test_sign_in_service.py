"""Signing in by the service of one's own organisation: a real one, over HTTP, on loopback."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from obstacles.models import Membership, Role, User
from tests.factories import centre, person

pytestmark = pytest.mark.django_db
PROGRAM = Path(__file__).with_name("sign_in_service.py")
PASSWORD = "correct horse battery staple"


def told(name, *groups, **more):
    address = {"email": f"{name}@office.example", "email_verified": True}
    return {"preferred_username": name, **address, "groups": list(groups), **more}


PEOPLE = {
    "s-ana": told("ana", "desk", "coffee", given_name="Ana", family_name="Peeters"),
    "s-bob": told("bob"),
    "s-cem": told("cem", "desk", email_verified=False),
    "s-dea": told("dea", "law"),
}


@pytest.fixture(scope="module")
def issuer():
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), json.dumps(PEOPLE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield f"http://127.0.0.1:{program.stdout.readline().strip()}"
    program.stdin.close()
    program.wait(10)
    program.stdout.close()


@pytest.fixture
def service(settings, issuer):
    centre()
    settings.SIGN_IN_SERVICE = {
        "issuer": issuer,
        "client_id": "passerelle",
        "secret": "a secret both know",
        "name": "the Office",
        "match": "email",
        "role_claim": "groups",
        "roles": {"desk": "INTAKE", "law": "EXPERT"},
        "creates_people": False,
        "acr": [],
    }
    return settings.SIGN_IN_SERVICE


def go(client=None, **form):
    """Leave for the service: the address the browser is sent to."""
    client = client or Client()
    return client, client.post("/accounts/oidc/office/login/", form).url


def confirm(address, sub):
    """Say at the service who one is: the way back that it sends the browser."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(sub, client=None, **form):
    client, address = go(client, **form)
    return client, client.get(confirm(address, sub))


def offices(user):
    return set(Membership.objects.filter(user=user).current().values_list("role", flat=True))


def is_in(client):
    return "_auth_user_id" in client.session


def test_somebody_with_an_account_comes_in_and_gets_the_offices_of_the_day(service):
    user = person(username="anap", first_name="Ana")
    User.objects.filter(pk=user.pk).update(email="Ana@office.example")

    client, answer = sign_in("s-ana", next="/en/work/queue")

    assert answer.url == "/en/work/queue"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert offices(user) == {"INTAKE"}
    assert client.get("/en/work/queue").status_code == 200


def test_the_second_time_the_subject_counts_and_not_the_address(service):
    user = person(username="anap")
    User.objects.filter(pk=user.pk).update(email="ana@office.example")
    sign_in("s-ana")
    User.objects.filter(pk=user.pk).update(email="moved@elsewhere.example")

    client, _answer = sign_in("s-ana")

    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


def test_a_role_that_was_lost_ends_and_one_given_here_stays(service):
    user = person(username="bob")
    User.objects.filter(pk=user.pk).update(email="bob@office.example")
    for role in (Role.INTAKE, Role.MANAGEMENT):
        Membership.objects.create(user=user, authority=centre(), role=role)

    sign_in("s-bob")

    assert offices(user) == {"MANAGEMENT"}


def test_a_role_that_comes_back_begins_anew(service):
    user = person(username="ana")
    User.objects.filter(pk=user.pk).update(email="ana@office.example")
    ended = timezone.localdate() - timedelta(days=30)
    Membership.objects.create(user=user, authority=centre(), role=Role.INTAKE, until=ended)

    sign_in("s-ana")

    assert offices(user) == {"INTAKE"}


@pytest.mark.parametrize("sub", ["s-ana", "s-cem", "s-bob"])
def test_without_an_account_nobody_comes_in(service, sub):
    client, answer = sign_in(sub)

    assert (answer.status_code, is_in(client)) == (401, False)
    assert "you have no account here" in answer.content.decode()
    assert User.objects.count() == 0


def test_an_address_nobody_checked_opens_no_account(service):
    user = person(username="cem")
    User.objects.filter(pk=user.pk).update(email="cem@office.example")

    client, answer = sign_in("s-cem")

    assert (answer.status_code, is_in(client)) == (401, False)


@pytest.mark.parametrize("flag", [{"is_active": False}, {"is_service": True, "password": "!"}])
def test_whoever_left_and_programs_do_not_come_in_this_way(service, flag):
    user = person(username="ana", **flag)
    User.objects.filter(pk=user.pk).update(email="ana@office.example")

    client, answer = sign_in("s-ana")

    assert (answer.status_code, is_in(client)) == (401, False)


def test_accounts_are_made_for_mapped_roles_only_when_that_is_set(service):
    service["creates_people"] = True

    client, _answer = sign_in("s-dea")
    _none, refused = sign_in("s-bob")

    made = User.objects.get()
    assert (made.username, made.has_usable_password()) == ("dea", False)
    assert offices(made) == {"EXPERT"}
    assert is_in(client)
    assert refused.status_code == 401


def test_pkce_state_and_nonce_are_sent_and_nothing_a_visitor_adds(service, issuer):
    client = Client()
    answer = client.post("/accounts/oidc/office/login/?scope=admin&auth_params=prompt%3Dnone")

    asked = parse_qs(urlsplit(answer.url).query)

    assert answer.url.startswith(issuer)
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["redirect_uri"] == ["http://localhost:8000/accounts/oidc/office/login/callback/"]
    assert set(asked) == {
        "client_id", "redirect_uri", "scope", "response_type", "state", "nonce",
        "code_challenge", "code_challenge_method",
    }  # fmt: skip


def test_a_way_back_works_once_and_in_one_browser(service):
    user = person(username="ana")
    User.objects.filter(pk=user.pk).update(email="ana@office.example")
    client, address = go()
    back = confirm(address, "s-ana")

    other = Client()
    stolen = other.get(back)
    first = client.get(back)
    client.post(reverse("account_logout"))
    again = client.get(back)

    assert (stolen.status_code, is_in(other)) == (401, False)
    assert first.status_code == 302
    assert (again.status_code, is_in(client)) == (401, False)


def test_a_code_of_another_sign_in_is_refused(service):
    person(username="ana")
    User.objects.update(email="ana@office.example")
    mine, my_address = go()
    _other, other_address = go()
    mine_back = parse_qs(urlsplit(confirm(my_address, "s-ana")).query)
    other_back = parse_qs(urlsplit(confirm(other_address, "s-ana")).query)
    mixed = {"code": other_back["code"][0], "state": mine_back["state"][0]}

    answer = mine.get("/accounts/oidc/office/login/callback/", mixed)

    assert (answer.status_code, is_in(mine)) == (401, False)


def test_a_strong_sign_in_is_wanted_where_it_is_set(service):
    person(username="ana")
    User.objects.update(email="ana@office.example")
    service["acr"] = ["urn:strong"]

    client, answer = sign_in("s-ana")

    assert (answer.status_code, is_in(client)) == (401, False)


def test_a_service_that_is_down_is_said_and_nothing_else_breaks(service):
    service["issuer"] = "http://127.0.0.1:9"

    answer = Client().post("/accounts/oidc/office/login/")

    assert answer.status_code == 401
    assert "did not confirm it" in answer.content.decode()
    assert Client().get(reverse("account_login")).status_code == 200


def test_a_change_of_mind_at_the_service_is_no_sign_in(service):
    client, address = go()
    state = parse_qs(urlsplit(address).query)["state"][0]

    answer = client.get(
        "/accounts/oidc/office/login/callback/", {"error": "access_denied", "state": state}
    )

    assert (answer.status_code, is_in(client)) == (401, False)


def test_without_a_service_there_is_no_way_to_one(settings):
    assert Client().post("/accounts/oidc/office/login/").status_code == 404
    assert "oidc" not in Client().get(reverse("account_login")).content.decode()


def test_one_starts_by_a_button_and_never_by_a_link(service):
    page = Client().get(reverse("account_login")).content.decode()

    assert "Sign in with the Office" in page
    assert Client().get("/accounts/oidc/office/login/").status_code == 405


@pytest.mark.parametrize(("names", "status"), [([], 200), (["ana"], 302)])
def test_local_passwords_can_be_switched_off_but_for_an_emergency(settings, names, status):
    settings.LOCAL_PASSWORDS, settings.BREAK_GLASS = False, names
    user = person(Role.INTAKE, username="ana")
    user.set_password(PASSWORD)
    user.save()

    answer = Client().post(reverse("account_login"), {"login": "ana", "password": PASSWORD})

    assert answer.status_code == status
