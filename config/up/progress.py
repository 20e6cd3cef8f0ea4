"""Lines that tell a waiting person what is going on."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Progress:
    """Counts the seconds since the beginning and says what is being done."""

    def __init__(self, began: float | None = None):
        self.began = time.time() if began is None else began

    def say(self, words: str) -> None:
        sys.stdout.write(f"[{time.time() - self.began:5.1f} s] {words}\n")
        sys.stdout.flush()

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Say what begins, and how long it took when that was long."""
        began = time.time()
        self.say(words)
        yield
        took = time.time() - began
        if took > 3:
            self.say(f"{words}: done, {took:.0f} s")


def tell(words: str) -> None:
    """Say something that has no place on the clock."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
