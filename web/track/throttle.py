"""Slows down whoever guesses codes. Neither a reference nor an address is kept: keyed hashes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR = 60 * 60


@dataclass(frozen=True)
class Guess:
    """One try at the door: for which reference, from where, and in which hour."""

    reference: str
    address: str
    at: datetime

    # Wrong tries an hour.
    most_per_reference = 10
    most_per_address = 30

    @property
    def is_one_too_many(self) -> bool:
        return any(cache.get(key, 0) >= most for key, most in self._counters())

    def count(self) -> None:
        """Remember a wrong try until the hour is over."""
        for key, _most in self._counters():
            cache.set(key, cache.get(key, 0) + 1, HOUR)

    def _counters(self) -> Iterator[tuple[str, int]]:
        if self.reference:
            yield self._key("reference", self.reference), self.most_per_reference
        yield self._key("address", self.address), self.most_per_address

    def _key(self, what: str, value: str) -> str:
        """The key changes every day, so that nobody is recognised from one day to the next."""
        salt = f"track.{what}.{self.at:%Y-%m-%d}"
        return f"track.{what}.{self.at:%H}.{salted_hmac(salt, value).hexdigest()[:32]}"
