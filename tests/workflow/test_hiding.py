"""Small counts: from the hidden table and its total, nobody works out a hidden number."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as any_of

from workflow.statistics import CATALOGUE, TOTAL, Figure, Question, Row
from workflow.statistics.hiding import with_small_counts_hidden

SATISFACTION = CATALOGUE["satisfaction"]
QUESTION = Question(date(2026, 1, 1), date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC))
PARTS = ("felt", "partly", "not_felt")
NUMBERS = any_of.one_of(any_of.integers(0, 6), any_of.integers(0, 30))
TABLES = any_of.lists(any_of.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=4)


def table(rows: list[tuple[int, ...]]) -> Figure:
    """Reporters by border: how many said what, each once; and everything in the total."""
    made = tuple(Row(str(number), "", _cells(row)) for number, row in enumerate(rows))
    total = _cells(tuple(map(sum, zip(*rows, strict=True))))
    return Figure("satisfaction", QUESTION, "border", made, Row(TOTAL, "", total))


def _cells(parts: tuple[int, ...]) -> dict:
    said = dict(zip(PARTS, parts, strict=True))
    answered = sum(parts)
    return {"asked": 50, "answered": answered, **said, "answered_share": 2.0 * answered}


def neighbours(rows: list[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """Every table in which one or two people stand elsewhere, or one is more or less."""
    places = list(product(range(len(rows)), range(len(PARTS))))
    single = [((row, part), step) for row, part in places for step in (-1, 1)]
    pairs = [(one, other) for one in single for other in single if one[0] < other[0]]
    fours = [
        (((r, p), 1), ((r, q), -1), ((s, p), -1), ((s, q), 1))
        for r, s in product(range(len(rows)), repeat=2)
        for p, q in product(range(len(PARTS)), repeat=2)
        if r != s and p != q
    ]
    for changes in (*((one,) for one in single), *pairs, *fours):
        moved = [list(row) for row in rows]
        for (row, part), step in changes:
            moved[row][part] += step
        if all(number >= 0 for row in moved for number in row):
            yield [tuple(row) for row in moved]


def visible(figure: Figure) -> dict:
    return {
        (row.key, name): value
        for row in (*figure.rows, figure.total)
        for name, value in row.cells.items()
        if name not in row.hidden
    }


def flat(figure: Figure) -> dict:
    return {
        (row.key, name): value
        for row in (*figure.rows, figure.total)
        for name, value in row.cells.items()
        if name in SATISFACTION.counts
    }


@settings(max_examples=400, deadline=None)
@given(TABLES)
def test_no_hidden_number_can_be_worked_out(rows):
    exact = table(rows)
    hidden = with_small_counts_hidden(exact, SATISFACTION)
    shown, true = visible(hidden), flat(exact)

    others = [flat(table(other)) for other in neighbours(rows)]
    possible = [one for one in others if all(one[at] == shown[at] for at in one if at in shown)]

    derivable = {
        at for at in true if at not in shown and all(one[at] == true[at] for one in possible)
    }
    assert derivable == set()


@given(TABLES)
def test_no_number_from_one_to_four_is_shown(rows):
    hidden = with_small_counts_hidden(table(rows), SATISFACTION)

    small = {at for at, value in visible(hidden).items() if value is not None and 0 < value < 5}

    assert small == set()


@given(TABLES)
def test_what_is_shown_is_true(rows):
    exact = table(rows)

    shown = visible(with_small_counts_hidden(exact, SATISFACTION))

    assert shown == {at: value for at, value in visible(exact).items() if at in shown}


def test_a_count_that_is_part_of_no_sum_stays_beside_a_small_one():
    flow = CATALOGUE["borders"]
    counts = [(9, 2), (8, 7), (7, 6)]
    rows = tuple(
        Row(str(number), "", {**dict.fromkeys(flow.counts, 0), "opened": opened, "closed": closed})
        for number, (opened, closed) in enumerate(counts)
    )
    total = Row(TOTAL, "", {**dict.fromkeys(flow.counts, 0), "opened": 24, "closed": 15})

    hidden = with_small_counts_hidden(Figure("borders", QUESTION, "border", rows, total), flow)

    assert [row.cells["opened"] for row in hidden.rows] == [9, 8, 7]
    assert [row.cells["closed"] for row in hidden.rows] == [None, 7, None]


def test_one_small_border_hides_one_other_and_no_more():
    flow = CATALOGUE["borders"]
    rows = tuple(
        Row(str(number), "", {**dict.fromkeys(flow.counts, 0), "open_at_end": number})
        for number in (3, 8, 9, 10)
    )
    total = Row(TOTAL, "", {**dict.fromkeys(flow.counts, 0), "open_at_end": 30})

    hidden = with_small_counts_hidden(Figure("borders", QUESTION, "border", rows, total), flow)

    assert [row.cells["open_at_end"] for row in hidden.rows] == [None, None, 9, 10]


def test_in_a_series_what_runs_on_is_hidden_with_what_moves():
    flow = CATALOGUE["flow"]
    told = [(6, 3, 20), (9, 8, 21), (7, 7, 21)]
    names = ("opened", "closed", "open_at_end")
    rows = tuple(
        Row(str(at), "", {"received": 9, "reopened": 0, **dict(zip(names, row, strict=True))})
        for at, row in enumerate(told)
    )
    total = Row(TOTAL, "", {**rows[-1].cells, "opened": 22, "closed": 18})

    hidden = with_small_counts_hidden(Figure("flow", QUESTION, "month", rows, total), flow)

    assert [row.cells["open_at_end"] for row in hidden.rows] == [None, None, None]
    assert [row.cells["opened"] for row in hidden.rows] == [None, 9, None]
    assert [row.cells["received"] for row in hidden.rows] == [9, 9, 9]


def test_large_numbers_stay():
    exact = table([(10, 10, 10), (20, 20, 20)])

    assert with_small_counts_hidden(exact, SATISFACTION) == exact


def test_the_check_finds_a_leak_that_is_put_in():
    rows = [(3, 10, 10), (20, 20, 20)]
    exact = table(rows)
    leaking = visible(exact) | {}
    del leaking["0", "felt"]

    others = [flat(table(other)) for other in neighbours(rows)]
    possible = [one for one in others if all(one[at] == leaking[at] for at in one if at in leaking)]

    assert possible == []
