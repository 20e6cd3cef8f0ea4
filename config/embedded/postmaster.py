"""The server process: is it there, is it ready, start it, stop it."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from .binaries import Binaries
from .cluster import ENVIRONMENT
from .places import Place

PROC = Path("/proc")
LOOK_AGAIN = 0.01
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class PidFile:
    """What a server wrote down about itself."""

    pid: int
    socket: str
    ready: bool


def read_pid_file(place: Place) -> PidFile | None:
    """Read what the server of a place last wrote; nothing if it never came that far."""
    try:
        lines = (place.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    lines += [""] * 8
    pid = int(lines[0]) if lines[0].strip().isdigit() else 0
    return PidFile(pid, lines[4], lines[7].strip() == "ready")


def running(place: Place) -> PidFile | None:
    """The server of a place if it lives; a stale file or a dead, unreaped process is no server."""
    written = read_pid_file(place)
    if written is None or written.pid == 0 or not _lives(written.pid, place):
        return None
    return written


def start(place: Place, binaries: Binaries, *, forgetful: bool) -> subprocess.Popen:
    """Start a server where none lives."""
    clear_remains(place)
    settings = {**SETTINGS, **(FORGETFUL if forgetful else {}), "cluster_name": place.name}
    if binaries.has_statement_statistics:
        settings["shared_preload_libraries"] = "pg_stat_statements"
    settings["unix_socket_directories"] = str(place.socket())
    options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    with place.log.open("ab") as log:
        return subprocess.Popen(
            [binaries.program("postgres"), "-D", str(place.data), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            **place.account.spawn_as(),
        )


def stop(place: Place, how: signal.Signals) -> None:
    """Ask the server of a place to stop, politely or not."""
    server = running(place)
    if server:
        _signal(server.pid, how)


def clear_remains(place: Place) -> None:
    """End what a killed server left behind: its children first, then the files with its number."""
    until = time.monotonic() + 10
    while (children := _children_of(place)) and time.monotonic() < until:
        for pid in children:
            _signal(pid, signal.SIGKILL)
        time.sleep(LOOK_AGAIN)
    if PROC.exists():
        for left in (place.data / "postmaster.pid", *_sockets(place)):
            left.unlink(missing_ok=True)


def _sockets(place: Place) -> list[Path]:
    return list(place.socket().glob(".s.PGSQL.*")) if place.data.exists() else []


def _lives(pid: int, place: Place) -> bool:
    if not PROC.exists():
        return _signal(pid, 0)
    return str(place.data).encode() in _command_line(pid) and not _is_zombie(pid)


def _children_of(place: Place) -> list[int]:
    title = f"postgres: {place.name}".encode()
    pids = [int(entry.name) for entry in PROC.glob("[0-9]*")]
    return [pid for pid in pids if _command_line(pid).startswith(title) and not _is_zombie(pid)]


def _command_line(pid: int) -> bytes:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _is_zombie(pid: int) -> bool:
    try:
        stat = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] in ("Z", "X")


def _signal(pid: int, how: int) -> bool:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return False
    return True
