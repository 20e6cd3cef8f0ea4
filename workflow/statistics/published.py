"""Figures for everybody: no table, and no two tables together, give a small number away.

One whole quarter that is over, so that two periods never differ by a few cases. The whole country,
so that a border or theme is never asked for twice. What can be counted by something is counted by
it in one figure only. What stood open, and what came back, stay out where a sum would tell.
"""

from dataclasses import replace
from datetime import date, timedelta

from workflow.states import Kind

from .answers import figure
from .catalogue import CATALOGUE
from .hiding import with_small_counts_hidden
from .question import Figure, Question, Row

FLOW = ("flow", "borders", "themes", "sides", "affected_groups", "languages", "solution_kinds")
GROUPS = {
    "flow": ("month", "border", "theme", "language"),
    **{code: CATALOGUE[code].groups for code in FLOW[1:]},
    "kept_deadlines": ("clock",),
    "bodies": ("body_kind",),
}
# With these, last quarter's number could be worked out from this quarter's.
KEPT_BACK = frozenset({"reopened", "open_at_end"})


def public_answer(code: str, question: Question) -> Figure:
    """The figure as everybody may read it, for the last closed quarter that was asked for."""
    from_on, to_on = _quarter_of(question)
    plain = Question(from_on, to_on, question.as_of, group_by=question.group_by)
    found = figure(code, replace(plain, as_of=plain.end), of=Kind)
    if found.group_by not in GROUPS.get(code, ()):
        found = replace(found, group_by="", rows=())
    hidden = with_small_counts_hidden(found, CATALOGUE[code])
    if code not in FLOW:
        return hidden
    rows = tuple(_held_back(row) for row in hidden.rows)
    return replace(hidden, rows=rows, total=_held_back(hidden.total))


def _held_back(row: Row) -> Row:
    names = KEPT_BACK & set(row.cells)
    return replace(row, cells=row.cells | dict.fromkeys(names), hidden=row.hidden | names)


def _quarter_of(question: Question) -> tuple[date, date]:
    last = closed_quarter(question.today)
    asked = _quarter(question.to_on - timedelta(days=1))
    return last if asked >= last[0] else (asked, _quarter(asked + timedelta(days=100)))


def closed_quarter(today: date) -> tuple[date, date]:
    """The last quarter that is over on a day: its first day, and the first one after it."""
    after = _quarter(today)
    return _quarter(after - timedelta(days=1)), after


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
