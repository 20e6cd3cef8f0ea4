"""Six digits, mailed to the body that was asked: only who reads its mailbox gets further.

They are kept as a salted hash, work for ten minutes, in one browser, and bear five tries.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import QuerySet

from .models import AccessCode, Challenge

LASTS = timedelta(minutes=10)
A_DAY = timedelta(days=1)
PATIENCE = timedelta(minutes=1)
TRIES = 5
# For one link, from all browsers together: mail scanners ask for codes too.
MOST_AT_ONCE = 10
MOST_A_DAY = 40


class Verdict(Enum):
    """What became of digits that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"
    TOO_LATE = "too_late"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Tried:
    """A verdict, and how many tries are left."""

    verdict: Verdict
    left: int = 0


class TooSoonError(Exception):
    """The letter before is on its way still."""


class TooManyError(Exception):
    """This link asked for more codes than anybody needs."""


@transaction.atomic
def draw(code: AccessCode, *, browser: str, at: datetime) -> tuple[Challenge, str]:
    """Draw digits for one browser; only its newest count. The digits are written down nowhere."""
    AccessCode.objects.select_for_update(no_key=True).get(pk=code.pk)
    code.challenges.filter(until__lt=at - A_DAY).delete()
    mine = _of(code, browser).first()
    if mine and mine.used_at is None and mine.until > at + LASTS - PATIENCE:
        raise TooSoonError
    if _drawn_since(code, at - LASTS) >= MOST_AT_ONCE or _drawn_since(code, at - A_DAY) >= (
        MOST_A_DAY
    ):
        raise TooManyError
    digits = f"{secrets.randbelow(10**6):06d}"
    challenge = code.challenges.create(
        browser=_mark(browser), digits=make_password(digits), until=at + LASTS
    )
    return challenge, digits


@transaction.atomic
def enter(code: AccessCode, typed: str, *, browser: str, at: datetime) -> Tried:
    """Compare typed digits with the newest that this browser asked for; each try is counted."""
    challenge = _of(code, browser).select_for_update(no_key=True).first()
    if challenge is None:
        return Tried(Verdict.ELSEWHERE)
    if challenge.used_at is not None or challenge.until <= at:
        return Tried(Verdict.TOO_LATE)
    if challenge.tries >= TRIES:
        return Tried(Verdict.SPENT)
    challenge.tries += 1
    if check_password(typed, challenge.digits):
        challenge.used_at = at
    challenge.save(update_fields=["tries", "used_at"])
    if challenge.used_at is not None:
        return Tried(Verdict.RIGHT)
    left = TRIES - challenge.tries
    return Tried(Verdict.WRONG if left else Verdict.SPENT, left)


def waiting(code: AccessCode, *, browser: str, at: datetime) -> Challenge | None:
    """The digits this browser may still enter, if any."""
    newest = _of(code, browser).first()
    if newest is None or newest.used_at is not None or newest.until <= at:
        return None
    return newest if newest.tries < TRIES else None


def _of(code: AccessCode, browser: str) -> QuerySet[Challenge]:
    return code.challenges.filter(browser=_mark(browser)).order_by("-until", "-id")


def _drawn_since(code: AccessCode, since: datetime) -> int:
    return code.challenges.filter(until__gt=since + LASTS).count()


def _mark(browser: str) -> str:
    """A browser is known by the hash of its random word; no word, no browser."""
    return hashlib.sha256(browser.encode()).hexdigest() if browser else "nobody"
