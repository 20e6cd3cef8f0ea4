"""Tables for spreadsheets: line by line, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator

# A spreadsheet would run a cell that begins like this.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What the csv module writes into: hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Write rows as lines; spreadsheets read the language of the letters off the mark first."""
    writer = csv.writer(_Line())
    mark = "\ufeff"
    for row in rows:
        yield mark + writer.writerow([harmless(cell) for cell in row])
        mark = ""


def harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
