"""Makes the files of a new database server."""

import os
import shutil
import subprocess

from .binaries import Binaries
from .places import Place
from .trouble import NoDatabaseError

DATABASE = "passerelle"
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def make_cluster(place: Place, binaries: Binaries) -> None:
    """Make the server's files if there are none; a half-made set is never taken for a whole one."""
    if place.data.exists():
        _refuse_other_version(place, binaries)
        return
    unfinished = place.files / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    place.account.own(unfinished, 0o700)
    _run(place, [binaries.program("initdb"), "-D", str(unfinished), *_options(binaries)])
    _run(
        place,
        [binaries.program("postgres"), "--single", "-D", str(unfinished), "postgres"],
        f"CREATE DATABASE {DATABASE};\n",
    )
    unfinished.rename(place.data)


def _options(binaries: Binaries) -> list[str]:
    """Umlauts and accents need a UTF-8 locale; a plain C locale breaks lower() without a word."""
    locale = ["--locale=C.UTF-8"]
    if binaries.major >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        locale += ["--lc-collate=C", "--lc-ctype=C.UTF-8"]
    return ["-U", DATABASE, "-A", "trust", "-E", "UTF8", "--no-instructions", *locale]


def _run(place: Place, command: list[str], words: str = "") -> None:
    answer = subprocess.run(
        command,
        input=words,
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        cwd="/",
        **place.account.spawn_as(),
    )
    if answer.returncode or "ERROR" in answer.stderr or "FATAL" in answer.stderr:
        raise NoDatabaseError(
            f"The database could not be made in {place.files}:\n{answer.stderr.strip()}"
        )


def _refuse_other_version(place: Place, binaries: Binaries) -> None:
    made_by = int((place.data / "PG_VERSION").read_text())
    if made_by != binaries.major:
        raise NoDatabaseError(
            f"The files in {place.data} are of PostgreSQL {made_by}, the programs of "
            f"{binaries.major}. docs/running.md, Upgrade, says how to carry them over."
        )
