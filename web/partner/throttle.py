"""Slows down whoever asks for too many letters. No address is kept: keyed hashes only."""

from datetime import datetime

from django.http import HttpRequest

from obstacles.addresses import household, mark_of
from obstacles.counters import count

MOST = 3
PERIOD = 10 * 60
MINUTES = PERIOD // 60


def is_too_often(request: HttpRequest, what: str, about: str, *, at: datetime) -> bool:
    """Count one wish for a letter; true from the fourth in ten minutes on."""
    place = household(request.META.get("REMOTE_ADDR", ""))
    mark = mark_of(f"partner.{what}", f"{place} {about.upper()}", at=at)
    return count(f"partner.{what}.{mark}", seconds=PERIOD) > MOST
