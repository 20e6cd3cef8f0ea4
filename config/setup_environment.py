"""Puts everything the house needs into .venv; run by any Python, before anything is installed.

The lock file names every package with its digest, so that the same is installed everywhere. A
stamp in .venv says which lock file it was made from; as long as both agree nothing is done.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ENVIRONMENT = HOUSE / ".venv"
LOCK_FILE = HOUSE / "requirements" / "lock.txt"
STAMP = ENVIRONMENT / "made-from"
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
EVERY_SECONDS = 5.0
PIP = [
    "install", "--require-hashes", "--no-deps", "--requirement", str(LOCK_FILE),
    "--disable-pip-version-check", "--no-input", "--progress-bar", "off",
]  # fmt: skip


def main() -> int:
    """Make or renew the environment; say in words what is missing."""
    if sys.version_info < OLDEST:
        return _with_a_newer_python()
    if _is_current():
        return 0
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        return _say_that_venv_is_missing()
    with (HOUSE / ".venv.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return 0 if _is_current() else _make()


def _is_current() -> bool:
    python = ENVIRONMENT / "bin" / "python"
    return python.exists() and STAMP.exists() and STAMP.read_text() == _stamp()


def _stamp() -> str:
    digest = hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
    return f"{digest} {sys.version.split()[0]} {sys.prefix}\n"


def _make() -> int:
    """Make the environment; the stamp comes last, so that half of one is never taken for whole."""
    began = time.monotonic()
    _say(began, "Environment: made in .venv from requirements/lock.txt, once per lock file")
    _remove_another_pythons()
    if not (ENVIRONMENT / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    code = _install(began)
    if code == 0:
        STAMP.write_text(_stamp())
        _say(began, "Environment: ready")
    return code


def _remove_another_pythons() -> None:
    """An environment of another Python is of no use."""
    configured = ENVIRONMENT / "pyvenv.cfg"
    version = f"version = {sys.version_info.major}.{sys.version_info.minor}."
    if configured.exists() and version not in configured.read_text():
        shutil.rmtree(ENVIRONMENT)


def _install(began: float) -> int:
    """Run pip and say now and then how far it is; its own words are shown when it fails."""
    packages = sum("==" in line for line in LOCK_FILE.read_text().splitlines())
    command = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", *PIP]
    said, fetched, shown = [], 0, time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            fetched += line.startswith(("Collecting", "Requirement already"))
            if time.monotonic() > shown + EVERY_SECONDS:
                shown = time.monotonic()
                _say(began, f"Environment: {fetched} of {packages} packages fetched")
    if pip.returncode:
        sys.stderr.write("".join(said[-25:]))
        sys.stderr.write("The packages could not be installed; the lines above say why.\n")
    return pip.returncode


def _with_a_newer_python() -> int:
    for name in NEWER:
        if shutil.which(name):
            return subprocess.call([name, __file__])
    sys.stderr.write(
        f"Passerelle needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
        "Install one, or name it: make up PYTHON=/path/to/python3.12\n"
    )
    return 1


def _say_that_venv_is_missing() -> int:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    sys.stderr.write(
        f"This Python ({sys.executable}) has no venv module, so packages cannot be installed.\n"
        f"On Debian and Ubuntu: sudo apt-get install python{version}-venv\n"
        "Then run the same command again.\n"
    )
    return 1


def _say(began: float, words: str) -> None:
    sys.stdout.write(f"[{time.monotonic() - began:5.1f} s] {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.pop("PIP_REQUIRE_VIRTUALENV", None)
    sys.exit(main())
