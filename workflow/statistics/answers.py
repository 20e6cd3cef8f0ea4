"""A question, its figure, and who may read which numbers of it."""

from collections.abc import Iterable

from workflow import policy
from workflow.actors import Actor, Official
from workflow.refusals import Unknown
from workflow.roles import Role
from workflow.states import Kind

from .catalogue import CATALOGUE
from .hiding import with_small_counts_hidden
from .measure import Measure
from .question import TOTAL, Cells, Figure, Question, Row
from .remembered import Log, count, log_now
from .words import words_of

# A row of time or of our own clocks is no breakdown: it points to nobody.
WHOLE = frozenset({"", "month", "clock", "state"})


def answer(code: str, question: Question, actor: Actor, log: Log | None = None) -> Figure:
    """The figure as this actor may read it, or Unknown; ``log`` where several are asked at once."""
    found = figure(code, question, of=policy.countable_by(actor), log=log)
    if _sees_small(actor) or not _is_breakdown(found):
        return found
    return with_small_counts_hidden(found, CATALOGUE[code])


def figure(code: str, question: Question, *, of: Iterable[Kind], log: Log | None = None) -> Figure:
    """Every number as it is, of the kinds of case that may be counted, or Unknown."""
    measure = CATALOGUE.get(code)
    if measure is None or not measure.kinds <= frozenset(of):
        raise Unknown
    group_by = question.group_by or measure.groups[0]
    if group_by not in measure.groups:
        raise Unknown
    counted = dict(count(measure, question, group_by, log or log_now()))
    total = counted.pop(TOTAL, {})
    words = words_of(group_by, counted)
    rows = tuple(Row(key, words[key], _cells(counted[key], measure)) for key in words)
    return Figure(code, question, group_by, rows, Row(TOTAL, "", _cells(total, measure)))


def _cells(counted: Cells, measure: Measure) -> Cells:
    counts: Cells = {name: int(counted.get(name) or 0) for name in measure.counts}
    days: Cells = {name: _days(counted.get(name)) for name in measure.days}
    shares: Cells = {
        name: _share(sum(counts[part] or 0 for part in parts), counts[whole])
        for name, (parts, whole) in measure.shares.items()
    }
    return counts | days | shares


def _days(value: float | None) -> float | None:
    return None if value is None else round(float(value), 1)


def _share(part: float, whole: float | None) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _sees_small(actor: Actor) -> bool:
    return isinstance(actor, Official) and Role.COORDINATOR in actor.offices


def _is_breakdown(found: Figure) -> bool:
    narrowed = found.question.border or found.question.theme
    return bool(narrowed) or found.group_by not in WHOLE
