"""Where the embedded database keeps its files."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account, server_account
from .binaries import SHARED_FOLDER
from .trouble import NoDatabaseError

LONGEST_SOCKET_FOLDER = 85  # the kernel takes 107 bytes for the whole name of a socket


@dataclass(frozen=True)
class Place:
    """The folders of one embedded database."""

    home: Path
    files: Path
    account: Account

    @property
    def control(self) -> Path:
        """The folder of locks and of the server's log; it belongs to whoever starts us."""
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        return self.control / "server.log"

    @property
    def data(self) -> Path:
        return self.files / "data"

    @property
    def name(self) -> str:
        """The name in the titles of the server's processes, by which they are found again."""
        return "passerelle-" + _digest(self.data)

    def socket(self) -> Path:
        """The folder of the socket, closed to everybody else; made when it is missing."""
        folder = self.files / "socket"
        if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
            folder = Path(tempfile.gettempdir()) / f"{self.name}-{self.account.uid}"
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if found.st_uid not in (os.geteuid(), self.account.uid):
            raise NoDatabaseError(f"The folder {folder} belongs to somebody else. Remove it.")
        self.account.own(folder, 0o700)
        return folder


def find_place(home: Path) -> Place:
    """Say where the database of a home lies, and make its folders."""
    home = home.resolve()
    account = server_account()
    control = home / "postgres"
    try:
        _make_enterable(home)
        _make_enterable(control)
    except PermissionError as error:
        raise NoDatabaseError(
            f"The folder {error.filename} cannot be written. It may belong to another user."
        ) from error
    return Place(home, _files(control, account), account)


def _make_enterable(folder: Path) -> None:
    """Make a folder others may pass through but not look into; one that exists stays as it is."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)


def _files(control: Path, account: Account) -> Path:
    """Normally the control folder; one below /var/lib where the account may not come."""
    pointer = control / "files-are-in"
    if pointer.exists():
        return Path(pointer.read_text().strip())
    if (control / "data").exists() or account.may_reach(control / "data"):
        return control
    SHARED_FOLDER.mkdir(parents=True, exist_ok=True)
    files = Path(tempfile.mkdtemp(prefix=f"{_digest(control)}-", dir=SHARED_FOLDER))
    files.chmod(0o711)
    pointer.write_text(f"{files}\n")
    return files


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
