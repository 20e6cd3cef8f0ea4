"""Tokens: shown once, kept as a hash, dead when they end."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from api.models import KeptAnswer, Token
from tests.factories import person, story

from .conftest import caller, code_of


def printed(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().strip()


def test_a_token_is_printed_once_and_kept_as_a_hash(world):
    name = world.intake.user.username

    secret = printed("create_token", name, "--days", "7")

    token = Token.objects.get()
    program = caller()
    program.token = secret
    assert program.read("/me").json()["username"] == name
    assert secret not in (token.digest, str(token.pk), token.name)
    assert token.expires_at - token.created_at == timedelta(days=7)
    assert token.scopes == ["read", "contact", "write"]


def test_a_token_ends_by_itself_and_when_it_is_revoked(world):
    program, now = caller(world.intake), timezone.now()
    Token.objects.update(expires_at=now - timedelta(seconds=1))
    ended = program.read("/me").status_code
    Token.objects.update(expires_at=now + timedelta(days=1), revoked_at=now)

    revoked = program.read("/me").status_code

    assert (ended, revoked) == (401, 401)


def test_a_use_is_written_down_at_most_once_a_minute(world):
    program = caller(world.intake)
    program.read("/me")
    first = Token.objects.get().last_used_at

    program.read("/me")
    soon = Token.objects.get().last_used_at
    Token.objects.update(last_used_at=first - timedelta(minutes=1))
    program.read("/me")

    assert (soon, Token.objects.get().last_used_at > first) == (first, True)


def test_nobody_gets_a_token_who_may_not_sign_in(db):
    gone = person(is_active=False)

    with pytest.raises(CommandError, match="no active person"):
        printed("create_token", gone.username)


def test_what_is_kept_for_a_day_is_forgotten_after_it(world):
    caller().send("/public/reports", story())
    caller().send("/public/reports", story())
    first = KeptAnswer.objects.first()
    KeptAnswer.objects.filter(pk=first.pk).update(kept_on=timezone.localdate() - timedelta(days=2))

    assert printed("clear_api") == "answers 1, sessions 0, tokens 0"
    assert KeptAnswer.objects.count() == 1


def browser_of(world):
    browser = Client()
    browser.force_login(world.intake.user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def make(browser, **told):
    headers = {"Idempotency-Key": "a-key-nobody-can-guess-0001"}
    return browser.post("/api/v1/tokens", told, content_type="application/json", headers=headers)


def test_a_person_makes_a_token_in_the_browser_and_ends_it(world):
    browser = browser_of(world)
    made = make(browser, name="export", days="7", scopes=["read", "tokens"]).json()
    program = caller()
    program.token = made["token"]
    alive = program.read("/tokens").json()["results"]

    ended = browser.delete(f"/api/v1/tokens/{made['id']}")

    assert [one["name"] for one in alive] == ["export"]
    assert "token" not in alive[0]
    assert ended.status_code == 204
    assert program.read("/me").status_code == 401


def test_a_wrong_token_body_is_told_by_field(world):
    response = make(browser_of(world), days="100")

    assert response.status_code == 422
    assert [one["pointer"] for one in response.json()["errors"]] == ["/name", "/days"]


def test_nobody_ends_the_token_of_another(world):
    caller(world.intake)
    token = Token.objects.get()

    response = caller(world.coordinator).ask("delete", f"/tokens/{token.pk}")

    assert code_of(response) == (404, "unknown")
    assert Token.objects.get(pk=token.pk).revoked_at is None


def test_all_tokens_of_a_person_can_be_ended_at_once(world):
    program, other = caller(world.intake), caller(world.coordinator)

    assert printed("revoke_tokens", world.intake.user.username) == "1 ended"
    assert (program.read("/me").status_code, other.read("/me").status_code) == (401, 200)
