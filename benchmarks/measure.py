"""Measure the product beside the framework floor: python -m benchmarks.measure --out FILE.json

The database (DATABASE_URL) must have been filled by benchmarks.fill. Two sync workers each for the
product and the floor, on the same two cores, one after the other; sign-in by token, policy, log,
clocks and outbox on.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from api.models import Token  # noqa: E402
from api.scopes import EVERYTHING  # noqa: E402
from benchmarks import jobs  # noqa: E402
from benchmarks.driver import Measured, measure  # noqa: E402
from obstacles.models import User  # noqa: E402
from workflow.models import Case  # noqa: E402

PRODUCT, FLOOR = 18110, 18111
HERE = Path(__file__).parent
# Each token may ask 600 times a minute; together they ask more.
TOKENS = 300
METHODS = "account_authentication_methods"


@contextmanager
def served(module: str, port: int) -> Iterator[int]:
    """Two sync workers; yields the largest memory of one worker in MB when asked at the end."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            module,
            "-w",
            "2",
            "-b",
            f"127.0.0.1:{port}",
            "--log-level",
            "error",
        ],
    )
    try:
        _wait(port)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def _wait(port: int) -> None:
    for _try in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/items/0/", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)


def memory(pid: int) -> float:
    """The peak of the largest worker, in MB."""
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    peaks = []
    for worker in workers:
        for line in Path(f"/proc/{worker}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                peaks.append(int(line.split()[1]) / 1024)
    return max(peaks, default=0)


def run(seconds: float) -> dict[str, object]:
    """Every job on both, at one and at four connections."""
    with connection.cursor() as cursor:
        cursor.execute((HERE / "floor.sql").read_text(encoding="utf-8"))
        cursor.execute("ANALYZE floor_item, floor_event")
    person = User.objects.get(username="coordinator")
    tokens = [
        Token.issue(person, name=f"benchmark {uuid4()}", scopes=EVERYTHING)[1]
        for _each in range(TOKENS)
    ]
    asked = jobs.product(tokens) | jobs.pages(_session(person))
    found: dict[str, object] = {"cases": Case.objects.count()}
    for name, module, port, made in (
        ("floor", "benchmarks.floor:application", FLOOR, jobs.floor()),
        ("product", "config.wsgi:application", PRODUCT, asked),
    ):
        with served(module, port) as pid:
            found[name] = {job: _both(port, one, seconds) for job, one in made.items()}
            found[f"{name}_mb"] = round(memory(pid))
    return found


def _session(person: User) -> str:
    """The cookie of somebody who signed in with both factors."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[METHODS] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return str(session.session_key)


def _both(port: int, job: jobs.Job, seconds: float) -> dict[str, object]:
    numbers = count()
    measure(port, job.make, expected=job.expected, seconds=0.5, numbers=numbers)
    alone = measure(port, job.make, expected=job.expected, seconds=seconds, numbers=numbers)
    four = measure(
        port, job.make, expected=job.expected, connections=4, seconds=seconds, numbers=numbers
    )
    print(
        f"{port} {job.make.__name__:14} p50 {alone.p50:7.1f} ms  c4 {four.per_second:7.0f}/s"
        f"  failed {alone.failed + four.failed}",
        flush=True,
    )
    return {"alone": _plain(alone), "four": _plain(four)}


def _plain(one: Measured) -> dict[str, float]:
    return {name: round(value, 2) for name, value in vars(one).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--out", type=Path)
    wanted = parser.parse_args()
    found = run(wanted.seconds)
    if wanted.out:
        wanted.out.parent.mkdir(parents=True, exist_ok=True)
        wanted.out.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
