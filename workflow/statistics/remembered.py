"""What was counted once is not counted again until the log has grown.

The same question with the same cut-off has the same answer for ever. Two cut-offs after the last
line, on the same day, are the same question.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db import connection

from workflow.states import Kind
from workflow.tallies import LINES

from .measure import Measure
from .question import Cells, Question

# Names of borders, bodies and holidays change without a line of the log.
SECONDS = 600
NEWEST = "(SELECT MAX(changed_at) FROM workflow_case WHERE kind = %s)"
READ = f"""SELECT COALESCE(SUM(number), 0), (SELECT MAX(id) FROM workflow_span),
    GREATEST({", ".join([NEWEST] * len(Kind))}) FROM workflow_tally WHERE state = %s"""


@dataclass(frozen=True)
class Log:
    """How far the log is written: its lines, the last of the times in states, the newest time."""

    lines: int
    span: int | None
    newest: datetime | None


def log_now() -> Log:
    """Ask how far the log is written; one query of a few rows."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [*Kind.values, LINES])
        return Log(*cursor.fetchone())


def count(measure: Measure, question: Question, group_by: str, log: Log) -> dict[str, Cells]:
    """The counts of a figure, from memory where nothing has happened since."""
    kept = caches["figures"]
    key = _key(measure, question, group_by, log)
    found: dict[str, Cells] | None = kept.get(key)
    if found is None:
        found = measure.count(question, group_by)
        kept.set(key, found, SECONDS)
    return found


def _key(measure: Measure, question: Question, group_by: str, log: Log) -> str:
    is_now = log.newest is None or question.as_of > log.newest
    parts: list[Any] = [measure.code, group_by, question.from_on, question.to_on, question.tz]
    parts += [question.border, question.theme, question.today, log.lines, log.span]
    return "|".join(str(part) for part in [*parts, "" if is_now else question.as_of.isoformat()])
