"""Taking stock: every file has a row, every row has its file, and no byte has changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.storage import Storage

from obstacles.models import Document

# A file is written before its row: give the row a day to appear.
_PATIENCE = timedelta(days=2)


@dataclass(frozen=True)
class Stock:
    """What does not fit: files nobody knows, rows without a file, files that changed."""

    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    changed: tuple[str, ...]


def take_stock(*, today: date) -> Stock:
    """Compare files and rows, reading every byte."""
    storage = Document._meta.get_field("content").storage
    rows = dict(Document.objects.values_list("content", "digest"))
    lying = set(_files(storage))
    missing = sorted(rows.keys() - lying)
    changed = sorted(name for name in rows.keys() & lying if _digest(storage, name) != rows[name])
    unknown = sorted(
        name
        for name in lying - rows.keys()
        if storage.get_modified_time(name).date() <= today - _PATIENCE
    )
    return Stock(tuple(unknown), tuple(missing), tuple(changed))


def remove_unknown(stock: Stock) -> None:
    """Delete files that belong to no row: their report or step was never finished."""
    storage = Document._meta.get_field("content").storage
    for name in stock.unknown:
        storage.delete(name)


def _files(storage: Storage) -> Iterator[str]:
    """Every file on its shelf; there are no shelves before the first upload."""
    for shelf in storage.listdir("")[0] if storage.exists("") else ():
        yield from (f"{shelf}/{name}" for name in storage.listdir(shelf)[1])


def _digest(storage: Storage, name: str) -> str:
    with storage.open(name) as content:
        return hashlib.sha256(content.read()).hexdigest()
