"""The register as a table for other programs."""

import csv
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from .showing import shown

CHUNK = 200
# A spreadsheet would run a cell that begins like this.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What the csv module writes into: hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(obstacles: Any, *, address: Callable[[str], str]) -> Iterator[str]:
    """Write a head and one line for each obstacle; spreadsheets read the mark at the start."""
    writer = csv.writer(_Line())
    head = [
        _("Reference"),
        _("Status"),
        _("Borders"),
        _("Theme"),
        _("Title"),
        _("Language"),
        _("Summary"),
        _("Known since"),
        _("Address"),
    ]
    yield "\ufeff" + writer.writerow(head)
    for chunk in _chunks(obstacles):
        for one in shown(chunk):
            yield writer.writerow([harmless(cell) for cell in _cells(one, address)])


def harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(one: Any, address: Callable[[str], str]) -> list[object]:
    return [
        one.reference,
        one.status,
        "; ".join(one.borders),
        one.obstacle.theme.name,
        one.title[1],
        one.title[0],
        one.summary[1],
        one.obstacle.known_since or "",
        address(reverse("public-obstacle", args=[one.reference])),
    ]


def _chunks(obstacles: Any) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for obstacle in obstacles.iterator(chunk_size=CHUNK):
        chunk.append(obstacle)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
