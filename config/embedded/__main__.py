"""The embedded database by hand: look at it, copy it, put a copy back."""

import argparse
import subprocess
import sys
from pathlib import Path

from config import env

from . import NoDatabaseError, database_url
from .account import server_account
from .binaries import find_binaries

PUT_BACK = ["--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction"]


def main() -> int:
    """Do what one word asks for."""
    parser = argparse.ArgumentParser(prog="python -m config.embedded", description=__doc__)
    words = parser.add_subparsers(dest="word", required=True)
    words.add_parser("url", help="print the address, for as long as something uses it")
    words.add_parser("psql", help="open PostgreSQL's own prompt")
    words.add_parser("dump", help="write a copy of the database").add_argument("file", type=Path)
    words.add_parser("restore", help="put a copy back").add_argument("file", type=Path)
    asked = parser.parse_args()
    try:
        return _do(asked.word, asked.file if "file" in asked else Path())
    except NoDatabaseError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _do(word: str, file: Path) -> int:
    url = database_url(env.home())
    binaries = find_binaries(server_account())
    match word:
        case "psql":
            return subprocess.call([binaries.program("psql"), url])
        case "dump":
            return subprocess.call([binaries.program("pg_dump"), "-Fc", "-f", str(file), url])
        case "restore":
            return subprocess.call(
                [binaries.program("pg_restore"), *PUT_BACK, "-d", url, str(file)]
            )
    sys.stdout.write(f"{url}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
