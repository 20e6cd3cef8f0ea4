"""Figures as tables, for the page and for spreadsheets."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from web.public.tables import harmless
from workflow.statistics import CATALOGUE, Figure, Row

# What stands above the names of the rows.
ROWS = {
    "month": gettext_lazy("Month"),
    "border": gettext_lazy("Border"),
    "theme": gettext_lazy("Theme"),
    "state": gettext_lazy("State"),
    "clock": gettext_lazy("Clock"),
    "body": gettext_lazy("Body"),
    "body_kind": gettext_lazy("Kind of body"),
}
ALL = gettext_lazy("Counted")


class _Line:
    """What the csv module writes into: hands each line back."""

    def write(self, line: str) -> str:
        return line


def value_of(row: Row, name: str) -> str:
    """A number as it is read; a dash for a hidden one and for one that nobody knows."""
    value = row.cells.get(name)
    if value is None:
        return _("hidden") if name in row.hidden else "–"
    return number_format(round(value, 1) if value % 1 else int(value))


def table(figure: Figure, *names: str) -> dict[str, Any]:
    """Columns and rows for the table below a figure; without names all columns."""
    columns = [one for one in CATALOGUE[figure.code].columns if not names or one.code in names]
    rows = [[row.words, *(value_of(row, one.code) for one in columns)] for row in lines(figure)]
    return {
        "caption": CATALOGUE[figure.code].title,
        "columns": [
            {"words": ROWS.get(figure.group_by, ALL)},
            *({"words": one.words, "number": True} for one in columns),
        ],
        "rows": rows,
    }


def lines(figure: Figure) -> Sequence[Row]:
    """All rows, and the total under its name."""
    total = figure.total
    return (*figure.rows, Row(total.key, _("Total"), total.cells, total.hidden))


def csv_lines(figure: Figure) -> Iterator[str]:
    """The figure for a spreadsheet: its rows, its total, and what exactly was counted."""
    writer = csv.writer(_Line())
    measure, asked = CATALOGUE[figure.code], figure.question
    yield "\ufeff" + writer.writerow(
        [_("Code"), measure.title, *(str(one.words) for one in measure.columns)]
    )
    for row in lines(figure):
        shown = [_plain(row, one.code) for one in measure.columns]
        yield writer.writerow([harmless(cell) for cell in (row.key, row.words, *shown)])
    yield writer.writerow([])
    yield writer.writerow([_("Definition"), harmless(measure.definition)])
    yield writer.writerow([_("From"), asked.from_on.isoformat()])
    yield writer.writerow([_("Before"), asked.to_on.isoformat()])
    yield writer.writerow([_("As known on"), asked.as_of.isoformat()])
    yield writer.writerow([_("Time zone"), asked.tz])


def _plain(row: Row, name: str) -> object:
    value = row.cells.get(name)
    if value is not None:
        return value
    return _("hidden") if name in row.hidden else ""
