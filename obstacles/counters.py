"""Counts what happens within a while, across all web processes, in the shared cache."""

from django.core.cache import cache

MINUTE, HOUR = 60, 60 * 60


def count(name: str, *, seconds: int, more: int = 1) -> int:
    """Add to a counter, and say how much it is by now. It ends so long after its beginning."""
    key = f"count:{name}"
    if cache.add(key, more, timeout=seconds):
        return more
    try:
        return cache.incr(key, more)
    except ValueError:  # it ended between the two
        return more
