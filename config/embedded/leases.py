"""Locks of the kernel: they end with the process that holds them, however it ends."""

import fcntl
import os
import time
from pathlib import Path

PATIENCE = 0.02


class Lock:
    """An open lock file. Forked children share it; started programs do not inherit it."""

    def __init__(self, path: Path):
        self.path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self, *, within: float = 0) -> bool:
        """Take the lock together with others; say whether that worked in time."""
        return self._take(fcntl.LOCK_SH, within)

    def own(self, *, within: float = 0) -> bool:
        """Take the lock alone; say whether that worked in time."""
        return self._take(fcntl.LOCK_EX, within)

    def write(self, text: str) -> None:
        """Leave a word in the lock file about who holds it."""
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, text.encode(), 0)

    def close(self) -> None:
        """Let go, unless a forked child still holds on to it."""
        os.close(self._file)

    def _take(self, kind: int, within: float) -> bool:
        until = time.monotonic() + within
        while True:
            try:
                fcntl.flock(self._file, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    return False
                time.sleep(PATIENCE)
            else:
                return True


def is_held(path: Path) -> bool:
    """Tell whether somebody holds a lock alone."""
    lock = Lock(path)
    try:
        return not lock.share()
    finally:
        lock.close()


def is_shared(path: Path) -> bool:
    """Tell whether others hold a lock together."""
    lock = Lock(path)
    try:
        return not lock.own() and lock.share()
    finally:
        lock.close()
