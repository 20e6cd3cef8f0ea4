"""The whole of `make up`, as a person sees it, with everything killed that can be killed."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from config import env
from config.embedded.leases import is_held
from config.embedded.places import find_place
from config.up.ports import LOOPBACK, is_free

PATIENCE = 120.0
LATER_RUN = 30.0  # ten seconds on a machine that does nothing else
NOT_OURS = ("DATABASE_URL", "EMAIL_HOST", "PUBLIC_ADDRESS", "DJANGO_SETTINGS_MODULE")


class House:
    """A house of its own: folder, ports, and the process that minds it."""

    def __init__(self, home: Path):
        self.home = home
        self.port = three_free_ports()
        self.process: subprocess.Popen[bytes] | None = None
        self.log = home / "shown"

    def up(self) -> float:
        """Run `make up` until it says that the house is up; give the seconds that took."""
        began = time.monotonic()
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        told = {"PASSERELLE_HOME": str(self.home), "PORT": str(self.port), "DEMO_DATA": "0"}
        with self.log.open("wb") as shown:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.up"],
                cwd=env.HOUSE,
                env={**kept, **told},
                stdout=shown,
                stderr=shown,
                start_new_session=True,
            )
        while "Ctrl-C" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < began + PATIENCE, self.log.read_text()
            time.sleep(0.1)
        return time.monotonic() - began

    def end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)

    def programs(self) -> list[int]:
        noted = json.loads((self.home / "up.children").read_text())
        return [program["pid"] for program in noted]

    def answers(self) -> int:
        connection = HTTPConnection(LOOPBACK, self.port, timeout=30)
        connection.request("GET", "/", headers={"Host": f"localhost:{self.port}"})
        status = connection.getresponse().status
        connection.close()
        return status

    def database_is_up(self) -> bool:
        return is_held(find_place(self.home).control / "keeper")


def three_free_ports() -> int:
    while True:
        with socket.create_server((LOOPBACK, 0)) as probe:
            port = probe.getsockname()[1]
        if port < 60_000 and all(map(is_free, (port, port + 25, port + 26))):
            return port


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    home = Path(tempfile.mkdtemp(prefix="house-"))
    home.chmod(0o711)
    house = House(home)
    yield house
    house.end(signal.SIGTERM)
    while house.database_is_up():
        time.sleep(0.05)
    shutil.rmtree(find_place(home).files, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def test_it_says_where_it_is_and_stops_cleanly(house):
    house.up()
    shown = house.log.read_text()
    status = house.answers()
    programs = house.programs()

    house.end(signal.SIGINT)

    assert status < 400
    assert f"http://localhost:{house.port}" in shown
    assert f"http://localhost:{house.port + 25}" in shown
    assert re.search(r"\[ *\d+\.\d s\]", shown)
    assert house.process is not None
    assert house.process.returncode == 0
    assert [pid for pid in programs if Path(f"/proc/{pid}").exists()] == []
    assert not house.database_is_up()


def test_after_a_kill_of_everything_it_is_up_again_at_once(house):
    house.up()
    keeper = int((find_place(house.home).control / "keeper").read_text())

    for pid in (house.process.pid, *house.programs(), keeper):
        os.kill(pid, signal.SIGKILL)
    house.process.wait()
    took = house.up()

    assert house.answers() < 400
    assert took < LATER_RUN
    house.end(signal.SIGINT)
