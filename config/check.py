"""`make check`: everything about the house that can be judged without running it."""

import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from config import env

SHOWN = 40
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "passerelle.example",
    "PUBLIC_ADDRESS": "https://passerelle.example",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "EMAIL_HOST": "mail.example",
}
TEST = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}


@dataclass(frozen=True)
class Piece:
    """One question to the house, answered by a program."""

    question: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=lambda: TEST)


PIECES = (
    Piece("format", [str(BIN / "ruff"), "format", "--check"]),
    Piece("lint", [str(BIN / "ruff"), "check"]),
    Piece("types", [str(BIN / "mypy")]),
    Piece("import contracts", [str(BIN / "lint-imports")]),
    Piece("missing migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    Piece("messages", [sys.executable, "-m", "config.messages", "--check"]),
    Piece("generated docs", [*MANAGE, "print_docs", "--check"]),
    Piece("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
)


def main() -> int:
    """Ask all questions, two at a time; say of each how it was answered."""
    failed = 0
    with ThreadPoolExecutor(2) as askers:
        for piece, answer in zip(PIECES, askers.map(_ask, PIECES), strict=True):
            failed += bool(answer.returncode)
            sys.stdout.write(f"{'FAILED' if answer.returncode else 'OK':8}{piece.question}\n")
            if answer.returncode:
                sys.stdout.write(f"{_shortened(answer.stdout)}\n\n")
            sys.stdout.flush()
    return 1 if failed else 0


def _shortened(words: str) -> str:
    """The beginning and the end of a long answer."""
    lines = words.strip().splitlines()
    if len(lines) > SHOWN:
        half = SHOWN // 2
        lines[half:-half] = [f"… {len(lines) - SHOWN} more lines …"]
    return "\n".join(lines)


def _ask(piece: Piece) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        piece.command,
        cwd=env.HOUSE,
        env=env.passed_on(**piece.environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
