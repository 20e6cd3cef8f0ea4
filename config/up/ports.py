"""Ports of this machine: free, or held by whom."""

import os
import socket
from contextlib import suppress
from pathlib import Path

LOOPBACK = "127.0.0.1"
LISTENING = "0A"


def is_free(port: int) -> bool:
    """Tell whether a server could begin to listen here."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Tell whether somebody listens here."""
    with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
        return True
    return False


def holder(port: int) -> str:
    """Say in words who listens here."""
    wanted = _sockets(port)
    for entry in Path("/proc").glob("[0-9]*"):
        if wanted & _open_sockets(entry):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            return f"process {entry.name} ({command[:100]})"
    return "another process"


def _sockets(port: int) -> set[str]:
    """The kernel's names of the sockets that listen on a port."""
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for line in table.read_text().splitlines()[1:] if table.exists() else []:
            words = line.split()
            if words[3] == LISTENING and int(words[1].rpartition(":")[2], 16) == port:
                found.add(f"socket:[{words[9]}]")
    return found


def _open_sockets(entry: Path) -> set[str]:
    found = set()
    with suppress(OSError):
        for link in (entry / "fd").iterdir():
            with suppress(OSError):
                found.add(os.readlink(link))
    return found
