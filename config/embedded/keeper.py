"""The keeper: one process per database that starts the server, minds it, and stops it at the end.

It holds no lease. As soon as nobody else holds one either, it stops the server and ends.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from .binaries import Binaries, find_binaries
from .cluster import make_cluster
from .leases import Lock
from .places import Place, find_place
from .postmaster import LOOK_AGAIN, clear_remains, running, start, stop
from .trouble import NoDatabaseError

LARGEST_LOG = 5_000_000
LOOK_ROUND = 0.1
RECOVERY = 100.0
READY = "ready"
WAYS_TO_STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))


class Keeper:
    """Minds one server from its start until the last lease is given back."""

    def __init__(self, place: Place, *, forgetful: bool):
        self.place = place
        self.forgetful = forgetful
        self.child: subprocess.Popen | None = None
        self.told_to_go = False
        self.last_start = 0.0

    def begin(self) -> None:
        """Take over the server that runs, or start one, and wait until it answers."""
        self.binaries: Binaries = find_binaries(self.place.account)
        if running(self.place) is None:
            make_cluster(self.place, self.binaries)
            self._start()
        self._wait_until_ready()

    def mind(self) -> None:
        """Keep the server up while somebody holds a lease, then stop it."""
        lease = Lock(self.place.control / "lease")
        while not self.told_to_go and self.place.data.exists() and not lease.own():
            if not self._lives() and time.monotonic() > self.last_start + 1:
                self._start()
            time.sleep(LOOK_ROUND)
        self.end()

    def end(self) -> None:
        """Stop the server, politely first."""
        for how, patience in WAYS_TO_STOP if self.place.data.exists() else WAYS_TO_STOP[-1:]:
            self._signal(how)
            until = time.monotonic() + patience
            while self._lives() and time.monotonic() < until:
                time.sleep(LOOK_AGAIN)
        clear_remains(self.place)
        self._leave_no_folder_behind()

    def go(self, _number: int, _frame: FrameType | None) -> None:
        """Leave at the next look round, as when the machine is switched off."""
        self.told_to_go = True

    def _leave_no_folder_behind(self) -> None:
        """A socket that had to move out of the house takes its folder with it."""
        socket = self.place.socket()
        if socket.parent != self.place.files:
            socket.rmdir()

    def _start(self) -> None:
        if self.child:
            self.child.wait()
        self.last_start = time.monotonic()
        self.child = start(self.place, self.binaries, forgetful=self.forgetful)

    def _signal(self, how: signal.Signals) -> None:
        if self.child:
            self.child.send_signal(how)
        else:
            stop(self.place, how)

    def _lives(self) -> bool:
        if self.child:
            return self.child.poll() is None
        return running(self.place) is not None

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + RECOVERY
        while self._lives() and time.monotonic() < until:
            server = running(self.place)
            if server and server.ready:
                return
            time.sleep(LOOK_AGAIN)
        last_words = self.place.log.read_text(errors="replace").splitlines()[-8:]
        raise NoDatabaseError("The database does not start:\n" + "\n".join(last_words))


def main(home: str, forgetful: str) -> int:
    """Fork a keeper, wait for its word, and pass on what went wrong if anything did."""
    hears, speaks = os.pipe()
    if os.fork():
        os.close(speaks)
        with open(hears, encoding="utf-8") as words:
            said = words.read()
        if said == READY:
            return 0
        sys.stderr.write(said or "The keeper of the database failed; see its log.")
        return 1
    os.close(hears)
    os.setsid()
    _keep(Path(home), forgetful == "forgetful", speaks)
    return 0


def _keep(home: Path, forgetful: bool, speaks: int) -> None:
    place = find_place(home)
    keeper = Keeper(place, forgetful=forgetful)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, keeper.go)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    lock = Lock(place.control / "keeper")
    try:
        if not lock.own(within=40):
            raise NoDatabaseError("Another keeper minds this database and does not answer.")
        lock.write(f"{os.getpid()}\n")
        _write_to_the_log(place)
        keeper.begin()
    except (NoDatabaseError, OSError) as error:
        os.write(speaks, str(error).encode())
        keeper.end()
        return
    os.write(speaks, READY.encode())
    os.close(speaks)
    os.chdir("/")
    keeper.mind()


def _write_to_the_log(place: Place) -> None:
    """Let go of the terminal; a log that grew large starts anew."""
    if place.log.exists() and place.log.stat().st_size > LARGEST_LOG:
        place.log.replace(place.log.with_suffix(".log.1"))
    log = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
