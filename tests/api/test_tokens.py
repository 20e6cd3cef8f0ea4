"""Tokens: shown once, kept as a hash, dead when they end."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from api.models import KeptAnswer, Token
from tests.factories import person, story

from .conftest import caller


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


def test_a_token_ends_by_itself_and_when_it_is_revoked(world):
    program, now = caller(world.intake), timezone.now()
    Token.objects.update(expires_at=now - timedelta(seconds=1))
    ended = program.read("/me").status_code
    Token.objects.update(expires_at=now + timedelta(days=1), revoked_at=now)

    revoked = program.read("/me").status_code

    assert (ended, revoked) == (401, 401)


def test_only_the_day_of_its_last_use_is_kept(world):
    caller(world.intake).read("/me")

    assert Token.objects.get().last_used_on == timezone.localdate()


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
