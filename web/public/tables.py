"""The register as a table for other programs."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from obstacles.spreadsheets import csv_lines as lines

from .showing import shown

CHUNK = 200


def csv_lines(obstacles: Any, *, address: Callable[[str], str]) -> Iterator[str]:
    """Write a head and one line for each obstacle."""
    return lines(_rows(obstacles, address))


def _rows(obstacles: Any, address: Callable[[str], str]) -> Iterator[list[object]]:
    yield [
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
    for chunk in _chunks(obstacles):
        for one in shown(chunk):
            yield _cells(one, address)


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
