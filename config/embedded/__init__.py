"""A PostgreSQL without installation, for development, demonstrations and tests.

Each process that asks for the address holds a lease until it ends, however it ends. The keeper
(keeper.py) stops the server when the last lease is gone.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from .cluster import DATABASE
from .leases import Lock, is_held, is_shared
from .places import Place, find_place
from .postmaster import running
from .trouble import NoDatabaseError

__all__ = ["NoDatabaseError", "database_url", "discard", "is_kept", "leave"]

REPOSITORY = Path(__file__).resolve().parents[2]
LEAVING = 60.0  # a server that is just being stopped lets nobody in until it is gone
STARTING = 120.0

_leases: dict[Path, Lock] = {}


def database_url(home: Path, *, forgetful: bool = False) -> str:
    """Start or join the database of a home, and keep it up as long as this process lives.

    A forgetful server is quicker and may lose everything when the machine fails: for tests only.
    """
    place = find_place(home)
    if place.control not in _leases:
        lease = Lock(place.control / "lease")
        if not lease.share(within=LEAVING):
            raise NoDatabaseError(
                f"The database in {place.home} is being stopped and does not end."
            )
        _leases[place.control] = lease
    return _url(_socket(place) or _started(place, forgetful))


def is_kept(home: Path) -> bool:
    """Tell whether a server is up and its keeper with it."""
    return _socket(find_place(home)) is not None


def leave(home: Path) -> None:
    """Give our lease back; if it was the last one, wait until the server has stopped."""
    place = find_place(home)
    lease = _leases.pop(place.control, None)
    if lease is None:
        return
    lease.close()
    until = time.monotonic() + LEAVING
    while is_held(place.control / "keeper") and time.monotonic() < until:
        if is_shared(place.control / "lease"):
            return
        time.sleep(0.02)


def discard(home: Path) -> None:
    """Remove the files of a database that nobody uses."""
    place = find_place(home)
    lease = Lock(place.control / "lease")
    try:
        if not lease.own(within=LEAVING):
            raise NoDatabaseError(f"The database in {place.home} is in use.")
        shutil.rmtree(place.data, ignore_errors=True)
    finally:
        lease.close()


def _socket(place: Place) -> str | None:
    if not is_held(place.control / "keeper"):
        return None
    server = running(place)
    return server.socket if server and server.ready else None


def _started(place: Place, forgetful: bool) -> str:
    """Start the server, or wait for whoever is starting it at this moment."""
    turn = Lock(place.control / "turn")
    try:
        if not turn.own(within=STARTING):
            raise NoDatabaseError(f"Somebody else is starting the database in {place.home}.")
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            socket = _socket(place)
            if socket:
                return socket
            if not is_held(place.control / "keeper"):
                _call_a_keeper(place, forgetful)
            time.sleep(0.01)
    finally:
        turn.close()
    raise NoDatabaseError(f"The database did not start. Its log is {place.log}.")


def _call_a_keeper(place: Place, forgetful: bool) -> None:
    kind = "forgetful" if forgetful else "durable"
    answer = subprocess.run(
        [sys.executable, "-m", "config.embedded.keeper", str(place.home), kind],
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise NoDatabaseError(answer.stderr.strip())


def _url(socket: str) -> str:
    return f"postgres://{DATABASE}@/{DATABASE}?{urlencode({'host': socket}, safe='/')}"
