"""Counts of lists without counting: kept with every step, read as a sum of few rows."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from .models import Case, Tally
from .states import Kind

SHARDS = 16
# Not a state: the lines of the log, counted along.
LINES = "LINES"
# A shard that no other transaction writes to now; where all are taken, one to wait for.
WRITE = """INSERT INTO workflow_tally AS t (kind, state, border, theme, shard, number)
    SELECT %(kind)s, moved.state, moved.border, moved.theme, mine.shard, SUM(moved.number)
    FROM (VALUES (%(lines)s, NULL::uuid, NULL::uuid, 1),
        (%(before)s, %(border)s::uuid, %(theme)s::uuid, -1),
        (%(after)s, %(border)s::uuid, %(theme)s::uuid, 1)) AS moved(state, border, theme, number),
    (SELECT COALESCE(
        (SELECT n FROM generate_series(0, %(shards)s - 1) n
            WHERE pg_try_advisory_xact_lock(hashtext('workflow_tally'), n) LIMIT 1),
        pg_backend_pid() %% %(shards)s) AS shard OFFSET 0) AS mine
    WHERE moved.state <> '' GROUP BY 2, 3, 4, 5 HAVING SUM(moved.number) <> 0 ORDER BY 2
    ON CONFLICT (kind, state, border, theme, shard)
    DO UPDATE SET number = t.number + excluded.number"""


def move(case: Case, before: str) -> None:
    """Count a line of the log, and its case where it stands now and no longer where it stood."""
    report = case.report if case.kind == Kind.REPORT else None
    values = {
        "kind": case.kind,
        "lines": LINES,
        "before": before,
        "after": case.state,
        "border": report and report.border_id,
        "theme": report and report.theme_id,
        "shards": SHARDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)


def count(
    kind: Kind,
    *,
    states: Iterable[str] | None = None,
    borders: Iterable[UUID] | None = None,
    themes: Iterable[UUID] | None = None,
) -> int:
    """How many cases of a kind there are; only reports can be counted by border and theme."""
    wanted = dict(_given(state=states, border=borders, theme=themes))
    found = (
        Tally.objects.filter(kind=kind, **wanted).exclude(state=LINES).aggregate(all=Sum("number"))
    )
    return int(found["all"] or 0)


def _given(**sets: Iterable[Any] | None) -> Iterator[tuple[str, list[Any]]]:
    for name, values in sets.items():
        if values is not None:
            yield f"{name}__in", list(values)
