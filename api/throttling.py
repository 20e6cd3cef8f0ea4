"""Limits per token, per person and per address; an address is known by a hash of the day only.

Requests are counted in the memory of each web process: exact enough to keep one client from
crowding out the others, and free. Wrong access codes are counted in the shared cache.
"""

import hashlib
import hmac
import time
from typing import Any

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import BaseThrottle

from .models import PublicSession, Token
from .problems import Problem

MINUTE, HOUR = 60, 60 * 60
# A code has 120 bits; these only keep the log quiet and the guesser slow.
WRONG_PER_REPORT, WRONG_PER_ADDRESS = 10, 30


def address_hash(request: Any) -> str:
    """Tell one address from another for a day, without keeping it."""
    day = int(time.time()) // (24 * HOUR)
    words = f"{day}\n{request.META.get('REMOTE_ADDR', '')}"
    key = hashlib.sha256(settings.SECRET_KEY.encode() + b"passerelle.address").digest()
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()[:32]


def counted(cache: Any, name: str, *, seconds: int) -> tuple[int, int]:
    """Count one more in the present window: how many by now, how many seconds are left."""
    now = int(time.time())
    window, left = now // seconds, seconds - now % seconds
    key = f"api:{name}:{window}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key), left
    except ValueError:  # it ended between the two lines
        return 1, left


class Limit(BaseThrottle):
    """So many requests a minute for each caller; the view says how many."""

    left = 0

    def allow_request(self, request: Any, view: Any) -> bool:
        most = view.limit
        used, self.left = counted(caches["rates"], _caller(request), seconds=MINUTE)
        view.rate = (most, max(0, most - used), self.left)
        return used <= most

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
    return f"address:{address_hash(request)}"


def note_wrong_code(request: Any, reference: str) -> None:
    """Count a wrong code, per report and per address; the right code always gets in."""
    mark = hashlib.sha256(f"{settings.SECRET_KEY}\n{reference}".encode()).hexdigest()[:32]
    limits = ((f"report:{mark}", WRONG_PER_REPORT), (address_hash(request), WRONG_PER_ADDRESS))
    for name, most in limits:
        used, left = counted(caches["default"], f"wrong:{name}", seconds=HOUR)
        if used > most:
            raise Problem("too_many_requests", headers={"Retry-After": str(left)})
