"""Processes of this machine, told apart from later ones that were given the same number."""

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
LOOK_AGAIN = 0.05
PR_SET_PDEATHSIG = 1
LIBRARY = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Process:
    """A process, known by its number and by when it began."""

    pid: int
    began: str

    def lives(self) -> bool:
        if not PROC.exists():
            return _answers(self.pid)
        return began(self.pid) == self.began

    def was_interrupted(self) -> bool:
        """Tell whether a `make` was asked to stop: it then waits for us and no longer listens."""
        with suppress(OSError):
            status = (PROC / str(self.pid) / "status").read_text()
            caught = int(status.partition("SigCgt:")[2].split()[0], 16)
            return not caught & (1 << (signal.SIGINT - 1))
        return False

    def end(self, *, within: float) -> bool:
        """Ask it to end; make it end when time is up. Tell whether it is gone."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                if self.lives():
                    os.kill(self.pid, how)
            if self.wait(within):
                return True
        return False

    def wait(self, patience: float) -> bool:
        """Wait for its end; tell whether that came."""
        until = time.monotonic() + patience
        while self.lives():
            if time.monotonic() > until:
                return False
            time.sleep(LOOK_AGAIN)
        return True


def process(pid: int) -> Process:
    return Process(pid, began(pid))


def began(pid: int) -> str:
    """When a process began, in ticks of the machine; empty if it is dead."""
    try:
        words = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError, NotADirectoryError):
        return ""
    return "" if words[0] in ("Z", "X") else words[19]


def make_above_us() -> Process | None:
    """The `make` that started us, if one did: when it is killed, we leave too."""
    pid = os.getppid()
    while pid > 1 and PROC.exists():
        status = (PROC / str(pid) / "stat").read_text()
        if status[status.index("(") + 1 : status.rindex(")")] in ("make", "gmake"):
            return process(pid)
        pid = int(status.rpartition(")")[2].split()[1])
    return None


def die_with_parent() -> None:
    """In a new child: ask the kernel to end us when our parent ends, however it ends."""
    if LIBRARY is not None:
        LIBRARY.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
