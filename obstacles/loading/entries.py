"""The entries of the reference files, and the one line that says which of them is wrong."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from obstacles.languages import CODES

# Raise it when a loader begins to read more, so that every entry is written once again.
_EDITION = 1
_KEY = {"areas": "code"}
FILES = ("areas", "themes", "borders", "bodies", "networks", "reasons", "destinations", "terms")


class WrongEntry(ValueError):
    """A reference file cannot be loaded; says which entry and field, and what is wrong."""

    def __init__(self, file: str, entry: str, field: str, trouble: str) -> None:
        super().__init__(f"{file}.json, entry {entry}, field {field}: {trouble}")


@dataclass(frozen=True)
class Entry:
    """One entry of a file, known by its id, which never changes, at its place in the list."""

    file: str
    key: str
    rank: int
    content: Mapping[str, Any]

    def __getitem__(self, field: str) -> Any:
        if field not in self.content:
            raise self.wrong(field, "is missing")
        return self.content[field]

    def get(self, field: str, default: Any = None) -> Any:
        return self.content.get(field, default)

    def text(self, field: str) -> str:
        """A text that may be absent, which the files write as null."""
        return self[field] or ""

    def texts(self, field: str, column: str) -> dict[str, str]:
        """A text in four languages as columns; blank where a language is missing."""
        given = self[field] or {}
        return {f"{column}_{code}": given.get(code, "") for code in CODES}

    def wrong(self, field: str, trouble: str) -> WrongEntry:
        return WrongEntry(self.file, self.key, field, trouble)

    @property
    def digest(self) -> str:
        written = json.dumps([_EDITION, self.content], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


@dataclass(frozen=True)
class File:
    """A reference file: what it says of itself, and its entries in order."""

    name: str
    meta: Mapping[str, Any]
    entries: Mapping[str, Entry]


def read_all(folder: Path) -> dict[str, File]:
    """Read every reference file, or raise WrongEntry."""
    return {name: _read(folder, name) for name in FILES}


def _read(folder: Path, name: str) -> File:
    try:
        content = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        meta, written = content["meta"], content[name]
    except FileNotFoundError:
        raise WrongEntry(name, "-", "-", "the file is missing") from None
    except json.JSONDecodeError as trouble:
        raise WrongEntry(name, "-", "-", f"not JSON: {trouble}") from None
    except (KeyError, TypeError):
        raise WrongEntry(name, "-", "-", f'needs "meta" and "{name}"') from None
    return File(name, meta, _by_key(name, written))


def _by_key(name: str, written: list[Mapping[str, Any]]) -> dict[str, Entry]:
    field = _KEY.get(name, "id")
    entries: dict[str, Entry] = {}
    for number, content in enumerate(written, start=1):
        key = content.get(field)
        if not key:
            raise WrongEntry(name, f"number {number}", field, "is missing")
        if key in entries:
            raise WrongEntry(name, key, field, "stands there twice")
        entries[key] = Entry(name, key, number, content)
    return entries
