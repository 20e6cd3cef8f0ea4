"""The programs that make up a running house: web server, worker, mail catcher."""

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .processes import die_with_parent

LARGEST_LOG = 5_000_000
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 20.0


@dataclass
class Child:
    """A program that is started again when it ends without being asked to."""

    name: str
    command: list[str]
    log: Path
    patience: float
    running: subprocess.Popen | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    ended_at: float = field(default=0.0)

    def start(self, environment: Mapping[str, str], folder: Path) -> None:
        """Start the program in a session of its own, so that Ctrl-C reaches only us."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self.started_at = time.monotonic()
        self.ended_at = 0.0

    def has_just_ended(self) -> bool:
        """Notice the end of the program, once."""
        if self.ended_at or self.running is None or self.running.poll() is None:
            return False
        self.ended_at = time.monotonic()
        lived = self.ended_at - self.started_at
        self.pause = FIRST_PAUSE if lived > HEALTHY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        return True

    def is_due(self) -> bool:
        """Tell whether an ended program may be tried again; each time it waits longer."""
        return bool(self.ended_at) and time.monotonic() > self.ended_at + self.pause

    def ask_to_end(self) -> None:
        """Ask the program to finish what it does and end."""
        if self.running and self.running.poll() is None:
            self.running.terminate()

    def stop(self) -> bool:
        """Ask the program to end and wait; tell whether it had to be killed."""
        if self.running is None or self.running.poll() is not None:
            return False
        self.ask_to_end()
        try:
            self.running.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, 9)
            self.running.wait()
            return True
        return False

    def last_words(self) -> str:
        """The end of the program's log, for somebody who has to know why."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(f"    {line}" for line in lines[-12:])
