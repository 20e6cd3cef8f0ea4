import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config import env
from config.embedded.leases import is_held
from config.embedded.places import find_place
from config.embedded.postmaster import read_pid_file, running

ASKS = """
import pathlib, sys, time
from config.embedded import database_url
print(database_url(pathlib.Path(sys.argv[1])), flush=True)
time.sleep(float(sys.argv[2]))
"""
STARTS_ANOTHER = """
import pathlib, subprocess, sys
from config.embedded import database_url
database_url(pathlib.Path(sys.argv[1]))
print(subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL).pid, flush=True)
"""
PIPED = {"cwd": env.HOUSE, "stdout": subprocess.PIPE, "text": True}
PATIENCE = 20.0


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a short name, because the kernel takes only short names of sockets."""
    folder = Path(tempfile.mkdtemp(prefix="house-"))
    folder.chmod(0o711)
    yield folder
    place = find_place(folder)
    until_true(lambda: not is_held(place.control / "keeper"))
    shutil.rmtree(place.files, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def ask(home: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start processes that ask for the address and then stay for a while."""
    asked: list[subprocess.Popen[str]] = []

    def start(*, stays: float = 60.0, below: str = "") -> subprocess.Popen[str]:
        command = [sys.executable, "-c", ASKS, str(home / below), str(stays)]
        asked.append(subprocess.Popen(command, **PIPED))
        return asked[-1]

    yield start
    for process in asked:
        end(process)


def told(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def answer(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def until_true(condition) -> bool:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def kill_server(home: Path) -> None:
    server = running(find_place(home))
    assert server is not None
    os.kill(server.pid, signal.SIGKILL)


def kill_keeper(home: Path) -> None:
    os.kill(int((find_place(home).control / "keeper").read_text()), signal.SIGKILL)


def test_six_at_once_are_all_served_by_one_server(home, ask):
    processes = [ask() for _ in range(6)]

    urls = {told(process) for process in processes}

    assert len(urls) == 1
    assert answer(urls.pop(), "select lower('ÄÉ')") == "äé"


def test_the_last_to_leave_stops_the_server_even_when_killed(home, ask):
    first, second = ask(), ask()
    told(first)
    told(second)

    end(first)
    time.sleep(0.5)
    stayed = running(find_place(home)) is not None
    end(second)

    assert stayed
    assert until_true(lambda: running(find_place(home)) is None)


def test_a_killed_server_is_up_again_and_has_lost_nothing(home, ask):
    process = ask()
    url = told(process)
    with psycopg.connect(url) as connection:
        connection.execute("create table words as select generate_series(1, 5000) as word")

    kill_server(home)
    again = ask(stays=0)
    url = told(again)

    assert until_true(lambda: running(find_place(home)) is not None)
    assert answer(url, "select count(*) from words") == 5000


def test_a_killed_keeper_is_replaced_and_the_server_stays(home, ask):
    process = ask()
    told(process)
    before = running(find_place(home))

    kill_keeper(home)
    again = ask()
    told(again)

    assert running(find_place(home)) == before
    assert is_held(find_place(home).control / "keeper")


def test_after_everything_was_killed_the_next_one_is_served(home, ask):
    process = ask()
    told(process)

    kill_keeper(home)
    kill_server(home)
    end(process)
    again = ask()

    assert answer(told(again), "select 1") == 1


def test_a_number_written_by_a_dead_server_keeps_nobody_out(home, ask):
    process = ask(stays=0)
    told(process)
    process.wait(PATIENCE)
    place = find_place(home)
    assert until_true(lambda: not is_held(place.control / "keeper"))

    (place.data / "postmaster.pid").write_text(f"{os.getpid()}\n{place.data}\n1\n5432\n/\n\n1 1\n")
    again = ask()

    assert answer(told(again), "select 1") == 1


def test_restarts_do_not_stall(home, ask):
    told(ask(stays=0))

    took = []
    for _ in range(8):
        began = time.monotonic()
        process = ask(stays=0)
        told(process)
        process.wait(PATIENCE)
        took.append(time.monotonic() - began)

    assert max(took) < 10


def test_a_started_program_holds_no_lease(home, ask):
    process = ask()
    told(process)
    with subprocess.Popen([sys.executable, "-c", STARTS_ANOTHER, str(home)], **PIPED) as parent:
        child = int(told(parent))

        end(process)

    assert until_true(lambda: running(find_place(home)) is None)
    os.kill(child, signal.SIGKILL)


@pytest.mark.parametrize("name", ["x" * 90])
def test_a_long_folder_gets_a_short_socket(home, ask, name):
    process = ask(below=name)

    assert answer(told(process), "select 1") == 1
    server = read_pid_file(find_place(home / name))
    assert server is not None
    assert len(server.socket) < 90


def test_a_closed_folder_stays_closed_and_all_find_the_same_database(home, ask):
    home.chmod(0o700)

    urls = {told(process) for process in [ask(), ask(), ask()]}

    assert len(urls) == 1
    assert answer(urls.pop(), "select 1") == 1
    assert home.stat().st_mode & 0o777 == 0o700
