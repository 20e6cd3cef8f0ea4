"""Where the embedded database keeps its files."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account, server_account
from .copies import SHARED_FOLDER
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
    _make_enterable(home)
    _make_enterable(control)
    return Place(home, _files(control, account), account)


def _make_enterable(folder: Path) -> None:
    """Make a folder others may pass through but not look into; one that exists stays as it is."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except PermissionError:
        writable = False
    if not writable:
        raise NoDatabaseError(f"The folder {folder} cannot be written. Whose is it?")


def _files(control: Path, account: Account) -> Path:
    """Normally the control folder; one below /var/lib where the account may not come."""
    pointer = control / "files-are-in"
    if not pointer.exists():
        if (control / "data").exists() or account.may_reach(control / "data"):
            return control
        _point_elsewhere(pointer)
    files = Path(pointer.read_text().strip())
    if not files.exists():
        raise NoDatabaseError(f"{pointer} names {files}, which is gone. Remove it to start anew.")
    return files


def _point_elsewhere(pointer: Path) -> None:
    """Make a folder below /var/lib and write it down; of several at once the first one counts."""
    SHARED_FOLDER.mkdir(parents=True, exist_ok=True)
    files = Path(tempfile.mkdtemp(prefix=f"{_digest(pointer.parent)}-", dir=SHARED_FOLDER))
    files.chmod(0o711)
    mine = pointer.with_name(files.name)
    mine.write_text(f"{files}\n")
    try:
        pointer.hardlink_to(mine)
    except FileExistsError:
        files.rmdir()
    mine.unlink()


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
