"""What runs where: ports, folders and commands of one running house."""

import sys
from dataclasses import dataclass
from pathlib import Path

from config import env
from config.embedded.places import find_place

from .children import Child

HIGHEST_PORT = 65_000
PRIVATE = ("logs", "mail", "files")
DEVELOPMENT = "config.settings.development"


class BadPlanError(Exception):
    """The house cannot be run as asked; the text says why."""


@dataclass(frozen=True)
class Plan:
    """One running house: its folder and its ports, of which the others follow from the first."""

    home: Path
    port: int
    own_database: bool
    own_mail: bool

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def mail_page(self) -> str:
        return f"http://localhost:{self.port + 25}"

    @property
    def mail_folder(self) -> Path:
        return self.home / "mail"

    @property
    def accounts(self) -> Path:
        """Where the preparation leaves the list of demo accounts for us to show."""
        return self.home / "logs" / "accounts.txt"

    @property
    def ports(self) -> list[int]:
        catcher = [self.port + 25, self.port + 26] if self.own_mail else []
        return [self.port, *catcher]

    def make_folders(self) -> None:
        """Make the folders of the house; the server may pass through the first, nobody looks in."""
        if self.own_database:
            find_place(self.home)
        self.home.mkdir(parents=True, exist_ok=True)
        for name in PRIVATE:
            (self.home / name).mkdir(mode=0o700, exist_ok=True)

    def environment(self) -> dict[str, str]:
        """What each program of the house is told."""
        told = {
            "DJANGO_SETTINGS_MODULE": env.text("DJANGO_SETTINGS_MODULE", default=DEVELOPMENT),
            "PASSERELLE_HOME": str(self.home),
            "PORT": str(self.port),
            "PUBLIC_ADDRESS": env.text("PUBLIC_ADDRESS", default=self.address),
            "PYTHONUNBUFFERED": "1",
        }
        if self.own_mail:
            told |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.port + 26)}
        return env.passed_on(**told)

    def children(self) -> list[Child]:
        """The programs, in the order in which they are stopped."""
        children = [
            self._child("web server", "web", self._web(), 7),
            self._child("worker", "worker", ["manage.py", "work"], 5),
        ]
        if self.own_mail:
            children.append(self._child("mail catcher", "catcher", self._catcher(), 3))
        return children

    def _child(self, name: str, log: str, words: list[str], patience: float) -> Child:
        return Child(name, [sys.executable, *words], self.home / "logs" / f"{log}.log", patience)

    def _web(self) -> list[str]:
        return [
            *("-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
            *("--graceful-timeout", "5", "--no-control-socket", "--preload"),
        ]

    def _catcher(self) -> list[str]:
        ports = [str(self.port + 26), str(self.port + 25)]
        return ["-m", "config.catcher", str(self.mail_folder), *ports]


def make_plan() -> Plan:
    """Read from the environment what is wanted."""
    told = env.text("PORT", default="8000")
    if not told.isdigit() or not 0 < int(told) <= HIGHEST_PORT:
        raise BadPlanError(f"PORT must be a number between 1 and {HIGHEST_PORT}, not {told!r}.")
    return Plan(
        home=env.home(),
        port=int(told),
        own_database=not env.has("DATABASE_URL"),
        own_mail=not env.has("EMAIL_HOST"),
    )
