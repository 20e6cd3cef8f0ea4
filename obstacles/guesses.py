"""Slows down whoever guesses access codes, at whichever door.

Neither a reference nor an address is kept. The right code always opens: guesses of others must
not lock anybody out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .addresses import household, mark_of
from .counters import HOUR, count

# Wrong tries an hour. A code has 120 bits; these only keep the log quiet and the guesser slow.
MOST_PER_REFERENCE, MOST_PER_ADDRESS = 10, 30


@dataclass(frozen=True)
class Guess:
    """One wrong try: for which reference, from where, and when."""

    reference: str
    address: str
    at: datetime

    def count(self) -> bool:
        """Count this try; true when there were too many in this hour."""
        numbers = [(count(name, seconds=HOUR), most) for name, most in self._counters()]
        return any(number > most for number, most in numbers)

    def _counters(self) -> Iterator[tuple[str, int]]:
        if self.reference:
            yield self._name("reference", self.reference), MOST_PER_REFERENCE
        yield self._name("address", household(self.address)), MOST_PER_ADDRESS

    def _name(self, what: str, text: str) -> str:
        return f"guess.{what}.{mark_of(f'guess.{what}', text, at=self.at)}"
