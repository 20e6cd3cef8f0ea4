"""Slows down whoever asks for too many letters. No address is kept: keyed hashes only."""

from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST = 3
PERIOD = 10 * 60
MINUTES = PERIOD // 60


def is_too_often(request: HttpRequest, what: str, about: str, *, at: datetime) -> bool:
    """Count one wish for a letter; true from the fourth in ten minutes on.

    The key changes every day, so that nobody is recognised from one day to the next.
    """
    source = f"{request.META.get('REMOTE_ADDR', '')} {about.upper()}"
    mark = salted_hmac(f"partner.{what}.{at:%Y-%m-%d}", source).hexdigest()[:32]
    key = f"partner.{what}.{mark}"
    cache.add(key, 0, PERIOD)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it ended between the two
        return False
