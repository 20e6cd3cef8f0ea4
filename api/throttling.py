"""Limits per token, per person and per address, counted across all web processes.

A web process takes requests from the shared counter by the handful, a twentieth of the limit at
once: most requests then cost no query, and no two processes give out the same one. What a
process has left over when the minute ends is lost; nobody ever gets more than the limit.
"""

import time
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.core.cache import caches
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

from obstacles.addresses import household, mark_of
from obstacles.counters import HOUR, MINUTE, count
from obstacles.guesses import Guess

from .models import PublicSession, Token
from .problems import Problem

HANDFULS = 20
_lock = Lock()


@dataclass(frozen=True)
class Hand:
    """What this process took from the shared counter and has not given out yet."""

    left: int = 0
    taken: int = 0


@dataclass(frozen=True)
class Share:
    """So many requests a minute for one caller."""

    caller: str
    most: int

    def allows_one_more(self) -> tuple[bool, int, int]:
        """Whether, how many are left after it, and in how many seconds all are back."""
        now = int(time.time())
        name = f"api.{self.caller}.{self.most}.{now // MINUTE}"
        given, hand = self._give(name)
        if not given and hand.taken < self.most:
            handful = max(1, self.most // HANDFULS)
            total = count(name, seconds=MINUTE, more=handful)
            given, hand = self._give(name, handful=handful, total=total)
        return given, self.most - hand.taken + hand.left, MINUTE - now % MINUTE

    def _give(self, name: str, *, handful: int = 0, total: int = 0) -> tuple[bool, Hand]:
        """Give one out, after what was taken came in. Who is over the limit costs no query."""
        with _lock:
            hand: Hand = caches["rates"].get(name) or Hand()
            fresh = min(handful, max(0, self.most - (total - handful)))
            left, taken = hand.left + fresh, max(hand.taken, min(total, self.most))
            kept = Hand(max(0, left - 1), taken)
            caches["rates"].set(name, kept, timeout=MINUTE)
            return left > 0, kept


class Limit(BaseThrottle):
    """Asks the view how many requests a minute it gives to each caller."""

    left = 0

    def allow_request(self, request: Any, view: Any) -> bool:
        allowed, remaining, self.left = Share(_caller(request), view.limit).allows_one_more()
        view.rate = (view.limit, remaining, self.left)
        return allowed

    def wait(self) -> float:
        return self.left


def _caller(request: Any) -> str:
    match request.auth:
        case Token(pk=key):
            return f"token:{key}"
        case PublicSession(digest=digest):
            return f"session:{digest}"
    if request.user and request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"address:{address_mark(request)}"


def address_mark(request: Any) -> str:
    """Tell one visitor's place from another for a day, without keeping it."""
    place = household(request.META.get("REMOTE_ADDR", ""))
    return mark_of("api.address", place, at=timezone.now())


def note_wrong_code(request: Any, reference: str) -> None:
    """Count a wrong code, per report and per address; the right code always gets in."""
    guess = Guess(reference, request.META.get("REMOTE_ADDR", ""), timezone.now())
    if guess.count():
        raise Problem("too_many_requests", headers={"Retry-After": str(HOUR)})
