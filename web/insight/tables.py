"""Figures as tables, for the page and for spreadsheets."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.spreadsheets import csv_lines
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


def sheet(figure: Figure) -> Iterator[list[object]]:
    """The figure for a spreadsheet: its rows, its total, and what exactly was counted."""
    measure, asked = CATALOGUE[figure.code], figure.question
    codes = [column.code for column in measure.columns]
    yield [_("Code"), str(measure.title), *(str(column.words) for column in measure.columns)]
    for row in lines(figure):
        yield [row.key, row.words, *(_plain(row, code) for code in codes)]
    yield []
    yield [_("Definition"), str(measure.definition)]
    yield [_("From"), asked.from_on.isoformat()]
    yield [_("Before"), asked.to_on.isoformat()]
    yield [_("As known on"), asked.as_of.isoformat()]
    yield [_("Time zone"), asked.tz]


def sent(figure: Figure) -> StreamingHttpResponse:
    """The figure as a file to keep."""
    rows = csv_lines(list(sheet(figure)))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{figure.code}.csv"'
    return response


def _plain(row: Row, name: str) -> object:
    value = row.cells.get(name)
    if value is not None:
        return value
    return _("hidden") if name in row.hidden else ""
