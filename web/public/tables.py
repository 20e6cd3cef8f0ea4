"""The register as a table for other programs: plain values off the cursor, row by row."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from obstacles.languages import CODES, first_available
from obstacles.models import Border, Obstacle, PublicStatus, Theme
from obstacles.spreadsheets import csv_lines as lines

CHUNK = 2000
# Stands for every reference: the address of a page is worked out once.
ANY = "OB"
_LINKS: Any = Obstacle.borders.through
_AT = _LINKS.objects.filter(obstacle=OuterRef("pk")).order_by("border__rank")
TEXTS = [f"published__{field}_{code}" for field in ("title", "summary") for code in CODES]
COLUMNS = ["reference", "status", ArraySubquery(_AT.values("border")), "theme", "known_since"]


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
    pages = address(reverse("public-obstacle", args=[ANY])).removesuffix(ANY)
    states = {state.value: str(state.label) for state in PublicStatus}
    borders = {border.pk: border.name for border in Border.objects.all()}
    themes = {theme.pk: theme.name for theme in Theme.objects.all()}
    found = obstacles.values_list(*COLUMNS, *TEXTS).iterator(chunk_size=CHUNK)
    for reference, status, at, theme, since, *texts in found:
        language, title = first_available(dict(zip(CODES, texts, strict=False)))
        summary = first_available(dict(zip(CODES, texts[len(CODES) :], strict=True)))[1]
        where = "; ".join(borders[key] for key in at)
        told = [reference, states[status], where, themes[theme], title, language, summary]
        yield [*told, since or "", f"{pages}{reference}"]
