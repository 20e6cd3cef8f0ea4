"""What is counted, as the log told it at the cut-off: the only place that speaks SQL.

Every query begins with the same short views. Those that a query does not name cost nothing.
Names of columns come from the tables below, never from a question: values are parameters.
"""

from typing import Any

from django.db import connection

from workflow.states import Kind

from .parts import OF_EVENT, OF_REPORT, PARTS
from .question import Question
from .views import CLUSTER, VIEWS

# A due day as it stood at the cut-off, of a deadline d.
DUE = """CASE WHEN d.earlier = '[]'::jsonb THEN d.due_on ELSE COALESCE((
    SELECT (f->>0)::date FROM jsonb_array_elements(d.earlier) WITH ORDINALITY AS x(f, n)
    WHERE (f->>1)::timestamptz > %(as_of)s ORDER BY n LIMIT 1
), d.due_on) END"""
ENDED = "COALESCE(d.ended_at, d.ended_on::timestamptz) <= %(as_of)s"

_NARROW = {
    "obstacle": "o.id",
    "consultation": "o.parent_id",
}


def _narrowed(question: Question) -> dict[str, str]:
    """Conditions that keep one border, one theme, or everything."""
    found = {name: "" for name in ("of_obstacle", "of_report", "of_consultation")}
    for asked, view in (("border", "lying"), ("theme", "about")):
        if not getattr(question, asked):
            continue
        for kind, column in _NARROW.items():
            found[f"of_{kind}"] += (
                f" AND EXISTS (SELECT FROM {view} n WHERE n.case_id = {column}"
                f" AND %({asked})s IN (n.own, n.key))"
            )
        table = asked[0] if asked == "border" else "h"
        found["of_report"] += f" AND %({asked})s IN ({table}.slug, {table}u.slug)"
    return found


def views(question: Question) -> str:
    return VIEWS.format(cluster=CLUSTER, **_narrowed(question))


def _parts(group_by: str, kinds: tuple[Kind, ...], of_event: frozenset[str]) -> tuple[str, str]:
    """A view of (case, code) pairs if one is needed, and how it is joined."""
    if not group_by:
        return "", "CROSS JOIN (VALUES (NULL::text)) AS part(key)"
    told = OF_REPORT if kinds == (Kind.REPORT,) else {}
    value = OF_EVENT[group_by] if group_by in of_event else told.get(group_by)
    if value:
        return "", f"CROSS JOIN LATERAL (VALUES ({value}::text), (NULL)) AS part(key)"
    pairs = [PARTS[kind][group_by] for kind in kinds if group_by in PARTS[kind]]
    pairs.append("SELECT DISTINCT case_id, NULL::text FROM event")
    view = f", part(case_id, key) AS ({' UNION ALL '.join(pairs)})"
    return view, "JOIN part USING (case_id)"


def ask(
    question: Question,
    event: str,
    columns: dict[str, str],
    *,
    group_by: str,
    kinds: tuple[Kind, ...],
    of_event: frozenset[str] = frozenset(),
    values: dict[str, Any] | None = None,
) -> dict[str | None, dict[str, Any]]:
    """Count events by one thing, and all of them once under None: one query, whatever N."""
    view, join = _parts(group_by, kinds, of_event)
    counted = ", ".join(f"{formula} AS {name}" for name, formula in columns.items())
    query = (
        f"{views(question)}, event AS ({event}){view}"
        f" SELECT part.key, {counted} FROM event {join} GROUP BY part.key"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, {**question.values(), **(values or {})})
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row.pop("key"): row for row in rows}
