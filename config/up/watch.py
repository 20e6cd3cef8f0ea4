"""Switches the programs of the house on, minds them, and switches them off in order."""

import http.client
import time

from config import env
from config.embedded import database_url, is_kept, leave

from . import ports
from .children import Child
from .earlier import Register
from .plan import BadPlanError, Plan
from .processes import make_above_us
from .progress import Progress, tell

LOOK_ROUND = 0.2
FIRST_ANSWER = 60.0
SERVER_ERROR = 500


class Watch:
    """One running house."""

    def __init__(self, plan: Plan, register: Register, progress: Progress):
        self.plan = plan
        self.register = register
        self.progress = progress
        self.children = plan.children()
        self.make = make_above_us()

    def begin(self) -> None:
        """Start all programs and wait until the site answers."""
        for child in reversed(self.children):
            self._start(child)
        self.register.note(self.children)
        self._wait_for_an_answer()

    def mind(self) -> None:
        """Start again what ends, until somebody asks us or our `make` to stop."""
        while self.make is None or (self.make.lives() and not self.make.was_interrupted()):
            self.look_round()
            time.sleep(LOOK_ROUND)

    def look_round(self) -> None:
        """See that everything runs that should."""
        for child in self.children:
            if child.has_just_ended():
                tell(f"The {child.name} ended. It is started again. Its log: {child.log}")
            if child.is_due():
                self._start(child)
                self.register.note(self.children)
        if self.plan.own_database and not is_kept(self.plan.home):
            database_url(self.plan.home)

    def end(self) -> None:
        """Stop web server, worker and mail catcher, then the database.

        The worker is asked while the web server ends: each finishes what it has begun, and what
        it leaves is in the database.
        """
        if any(child.running for child in self.children):
            names = [child.name for child in self.children] + ["database"] * self.plan.own_database
            tell(f"\nStopping {', '.join(names)}. Nothing is lost.")
        for child in self.children[:2]:
            child.ask_to_end()
        for child in self.children:
            if child.stop():
                tell(f"The {child.name} did not stop in {child.patience:.0f} s and was ended.")
        if self.plan.own_database:
            leave(self.plan.home)

    def _start(self, child: Child) -> None:
        child.start(self.plan.environment(), env.HOUSE)

    def _wait_for_an_answer(self) -> None:
        """Wait for web server and mail catcher; the worker may be started again later."""
        until = time.monotonic() + FIRST_ANSWER
        web, _worker, *catcher = self.children
        while not all(map(ports.answers, self.plan.ports)) or not (status := self._status()):
            for child in (web, *catcher):
                if child.has_just_ended() or time.monotonic() > until:
                    words = child.last_words()
                    raise BadPlanError(f"The {child.name} did not come up:\n{words}")
            time.sleep(0.1)
        if status >= SERVER_ERROR:
            raise BadPlanError(f"The first page is an error ({status}):\n{web.last_words()}")

    def _status(self) -> int:
        """How the first page answers; nothing if it does not."""
        connection = http.client.HTTPConnection(ports.LOOPBACK, self.plan.port, timeout=20)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{self.plan.port}"})
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()
