"""Small counts: nobody can work out a number from 1 to 4, whoever reads the table.

A small number is hidden together with the counts of its row that add up with it, and never in one
row alone: of two hidden rows one cannot say who stands in which. The total hides its small numbers,
and a second one of the same sum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .catalogue import Measure
from .question import Cells, Figure, Row

LEAST = 5
# What runs on from row to row can be worked out from its neighbours.
RUNNING = "open_at_end"
MOVES = frozenset({"opened", "closed", "reopened", RUNNING})


def is_small(value: float | None) -> bool:
    return value is not None and 0 < value < LEAST


def with_small_counts_hidden(figure: Figure, measure: Measure) -> Figure:
    """The same figure, fit for everybody: what could point to somebody is taken out."""
    of_total = _of_total(figure.total.cells, measure)
    gone: dict[str, set[str]] = {row.key: set() for row in figure.rows}
    for block in blocks(measure, figure.group_by):
        hidden = _rows(figure, block)
        if len(hidden) == 1 and len(figure.rows) == 1:
            of_total |= block
        known = {name for name in block if _is_nowhere(name, figure, hidden, of_total)}
        for key in hidden:
            gone[key] |= block - known
        if hidden and block >= MOVES:
            _hide_what_runs_on(gone)
    rows = tuple(_without(row, gone[row.key], measure) for row in figure.rows)
    return replace(figure, rows=rows, total=_without(figure.total, of_total, measure))


def blocks(measure: Measure, group_by: str) -> list[frozenset[str]]:
    """Counts that are hidden together, because each follows from the others."""
    linked = list(measure.families)
    if group_by == "month" and RUNNING in measure.counts:
        linked.append(MOVES)
    found: list[frozenset[str]] = []
    for family in linked:
        touching = [block for block in found if block & family]
        found = [block for block in found if not block & family]
        found.append(family.union(*touching))
    alone = set(measure.counts).difference(*found)
    return [*found, *(frozenset({name}) for name in sorted(alone))]


def _hide_what_runs_on(gone: dict[str, set[str]]) -> None:
    """From the month before and what happened since, the hidden number could be worked out."""
    for names in gone.values():
        names.add(RUNNING)


def _rows(figure: Figure, counts: frozenset[str]) -> set[str]:
    """The rows to hide: those with a small number, and one more where that would be one."""
    small = {
        row.key for row in figure.rows if any(is_small(row.cells.get(name)) for name in counts)
    }
    if len(small) != 1:
        return small
    others = {row.key: _size(row.cells, counts) for row in figure.rows if row.key not in small}
    return small | set(sorted(others, key=lambda key: _rank(key, others))[:1])


def _size(cells: Cells, counts: Iterable[str]) -> float:
    return sum(cells.get(name) or 0 for name in counts)


def _of_total(cells: Cells, measure: Measure) -> set[str]:
    """Small numbers of the total, and where a sum would give them away, the next of its parts."""
    hidden = {name for name in measure.counts if is_small(cells.get(name))}
    for family in measure.families * len(measure.families):
        if len(hidden & family) == 1:
            hidden.add(min(family - hidden, key=lambda name: _rank(name, cells)))
    return hidden


def _rank(name: str, cells: Mapping[str, float | None]) -> tuple[bool, float, str]:
    """Smaller numbers go first, but a nought hides nobody."""
    size = cells.get(name) or 0
    return not size, size, name


def _is_nowhere(name: str, figure: Figure, hidden: set[str], of_total: set[str]) -> bool:
    """A column that is empty in all hidden rows says nothing of anybody."""
    if name in of_total or name == RUNNING:
        return False
    return all(not row.cells.get(name) for row in figure.rows if row.key in hidden)


def _without(row: Row, names: set[str], measure: Measure) -> Row:
    """Take counts out of a row, and with them everything that was reckoned from counts."""
    if not names:
        return row
    gone = {name for name in row.cells if name in names or name not in measure.counts}
    return replace(
        row,
        cells={name: None if name in gone else value for name, value in row.cells.items()},
        hidden=frozenset(gone),
    )
