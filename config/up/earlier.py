"""Finds what an earlier run left behind, and makes room."""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from config.embedded.leases import Lock

from . import ports
from .children import Child
from .plan import BadPlanError, Plan
from .processes import Process, make_above_us, process

PORT_PATIENCE = 6.0
LEAVING = 8.0


class Register:
    """One running house per folder: who runs it, and which programs it started."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.supervisor = plan.home / "up"
        self.children = plan.home / "up.children"

    def enter(self) -> Lock:
        """Become the one who runs this house; end what is left of one that was killed."""
        lock = Lock(self.supervisor)
        if not lock.own() and not lock.own(within=self._make_room()):
            raise BadPlanError(self._is_up_already())
        make = make_above_us()
        lock.write(json.dumps([asdict(process(os.getpid())), asdict(make) if make else None]))
        for left in _read(self.children):
            left.end(within=2)
        self._wait_for_ports()
        return lock

    def note(self, children: list[Child]) -> None:
        """Write down which programs run, for the case that we are killed."""
        running = [process(child.running.pid) for child in children if child.running]
        unfinished = self.children.with_suffix(".unfinished")
        unfinished.write_text(json.dumps([asdict(one) for one in running]))
        unfinished.replace(self.children)

    def leave(self) -> None:
        """Write down that this run is ending, so that the next one waits for it."""
        self.supervisor.write_text("[]")

    def _make_room(self) -> float:
        """See an earlier run out whose `make` was killed; say how long it is worth waiting."""
        match _read(self.supervisor):
            case []:
                return LEAVING
            case [supervisor, make] if not make.lives():
                supervisor.end(within=LEAVING)
                return LEAVING
        return 0

    def _is_up_already(self) -> str:
        known = _read(self.supervisor)
        who = f"process {known[0].pid}" if known else "another process"
        return (
            f"Passerelle runs already in {self.plan.home} ({who}).\n"
            "Stop that run with Ctrl-C first, or choose another folder and port: "
            "make up PORT=8100 PASSERELLE_HOME=/another/folder"
        )

    def _wait_for_ports(self) -> None:
        until = time.monotonic() + PORT_PATIENCE
        for port in self.plan.ports:
            while not ports.is_free(port):
                if time.monotonic() > until:
                    raise BadPlanError(
                        f"Port {port} is taken by {ports.holder(port)}.\n"
                        f"Stop it, or choose another port: make up PORT={self.plan.port + 100}"
                    )
                time.sleep(0.1)


def _read(path: Path) -> list[Process]:
    with suppress(FileNotFoundError, ValueError, TypeError):
        return [Process(**entry) for entry in json.loads(path.read_text()) if entry]
    return []
