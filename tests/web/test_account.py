"""Signing in and out, and the second factor."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from obstacles.models import Role
from tests.factories import person

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def member(role=Role.INTAKE, **more):
    user = person(role, **more)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, login: str, password: str = PASSWORD, **more):
    told = {"login": login, "password": password, **more}
    return client.post(reverse("account_login"), told)


@pytest.mark.parametrize("by", ["username", "email"])
def test_one_signs_in_by_name_or_address(by):
    user = member()

    answer = sign_in(Client(), getattr(user, by))

    assert answer.url == reverse("work-today")


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.EXPERT, "work-today"),
        (Role.MANAGEMENT, "insight-overview"),
        (Role.DATA_PROTECTION, "privacy-overview"),
        (Role.ADMINISTRATOR, "admin:index"),
        (Role.PARTNER, "public-start"),
        (Role.FRONT_OFFICE, "public-start"),
    ],
)
def test_everybody_lands_on_a_page_of_their_own(role, page):
    user, client = member(role), Client()

    answer = sign_in(client, user.username)

    assert answer.url == reverse(page)


def test_a_wrong_password_and_an_unknown_name_get_the_same_words():
    user = member()

    wrong = sign_in(Client(), user.username, "not this one at all").content.decode()
    unknown = sign_in(Client(), "whoever1", "not this one at all").content.decode()

    def words(page: str, login: str) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page).replace(login, "")

    assert words(wrong, user.username) == words(unknown, "whoever1")


def test_signing_in_gives_a_new_session():
    user, client = member(), Client()
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before

    sign_in(client, user.username)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/en/work/queue", "/en/work/queue"),
        ("https://evil.example/", "/en/work/"),
        ("//evil.example/", "/en/work/"),
        ("/\\evil.example", "/en/work/"),
        ("javascript:alert(1)", "/en/work/"),
    ],
)
def test_one_goes_on_to_own_paths_only(wanted, reached):
    user = member()

    answer = sign_in(Client(), user.username, next=wanted)

    assert answer.url == reached


def test_nobody_signs_up():
    client = Client()
    told = {"email": "me@example.org", "username": "me", "password1": PASSWORD}

    shown = client.get(reverse("account_signup")).content.decode()
    client.post(reverse("account_signup"), {**told, "password2": PASSWORD})

    assert "Accounts are made by us" in shown
    assert sign_in(client, "me").status_code == 200


def test_somebody_who_left_cannot_sign_in():
    user, client = member(is_active=False), Client()

    sign_in(client, user.username)

    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_set_anew_by_a_link():
    user, client = member(), Client()
    new = "a quite different long sentence"

    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http\S+", mail.outbox[0].body).group().split("testserver")[-1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert sign_in(Client(), user.username, new).status_code == 302


def test_an_unknown_address_gets_the_same_answer():
    user = member()

    known = Client().post(reverse("account_reset_password"), {"email": user.email})
    unknown = Client().post(reverse("account_reset_password"), {"email": "no@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_signing_out_ends_the_session():
    user, client = member(), Client()
    sign_in(client, user.username)

    client.post(reverse("account_logout"))

    assert client.get(reverse("work-today")).status_code == 302


def test_without_a_second_factor_one_is_sent_to_set_it_up(settings):
    settings.IS_DEMONSTRATION = False
    user, client = member(), Client()
    sign_in(client, user.username)

    answer = client.get(reverse("work-today"))

    assert answer.url == reverse("mfa_activate_totp")


def test_with_a_second_factor_a_password_alone_opens_nothing(settings):
    settings.IS_DEMONSTRATION = False
    user, client = member(), Client()
    TOTP.activate(user, generate_totp_secret())

    answer = sign_in(client, user.username)

    assert answer.url == reverse("mfa_authenticate")
    assert client.get(reverse("work-today")).status_code == 302


def test_a_demonstration_needs_no_second_factor():
    user, client = member(), Client()
    sign_in(client, user.username)

    answer = client.get(reverse("work-today"))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_signup",
        "account_inactive",
    ],
)
def test_pages_of_the_account_open_without_signing_in(name):
    answer = Client().get(reverse(name))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "name", ["account_change_password", "mfa_index", "mfa_activate_totp", "account_logout"]
)
def test_pages_of_the_account_open_after_signing_in(name):
    user, client = member(), Client()
    sign_in(client, user.username)

    answer = client.get(reverse(name), follow=True)

    assert answer.status_code == 200


def test_setting_up_the_second_factor_opens_the_desk(settings):
    settings.IS_DEMONSTRATION = False
    user, client = member(), Client()
    sign_in(client, user.username)
    setting_up = reverse("mfa_activate_totp")

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": setting_up})
    client.get(setting_up)
    counter = int(time.time()) // 30
    code = format_hotp_value(hotp_value(client.session[SECRET_SESSION_KEY], counter))
    codes = client.post(setting_up, {"code": code}, follow=True)

    assert "Your recovery codes" in codes.content.decode()
    assert client.get(reverse("work-today")).status_code == 200


def test_a_wrong_password_is_answered_in_our_words():
    user = member()

    words = sign_in(Client(), user.username, "not this one at all").content.decode()

    assert "This name or this password is not right. Check both." in words
