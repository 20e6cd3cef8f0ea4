"""On whose behalf the database server runs: PostgreSQL refuses to run as root."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534


@dataclass(frozen=True)
class Account:
    """A user of this machine who owns the server's files and runs its processes."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def spawn_as(self) -> dict:
        """Arguments for subprocess that start a program as this account."""
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path, mode: int) -> None:
        """Hand a folder over to this account."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)
        path.chmod(mode)

    def may_reach(self, path: Path) -> bool:
        """Tell whether every folder above a path lets this account through."""
        return self.is_ours or all(self._may(folder, stat.S_IXOTH) for folder in path.parents)

    def may_read_below(self, folder: Path) -> bool:
        """Tell whether a folder and everything in it is readable for this account."""
        if self.is_ours:
            return True
        if not self.may_reach(folder):
            return False
        return all(self._may(path, stat.S_IROTH) for path in [folder, *folder.rglob("*")])

    def _may(self, path: Path, bit: int) -> bool:
        found = path.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & (bit << 6))
        return bool(found.st_mode & bit)


def server_account() -> Account:
    """Ourselves; for root the account "nobody", which owns nothing else."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return Account(NOBODY, NOBODY)
    return Account(entry.pw_uid, entry.pw_gid)
