"""Times in states, read off the log once more: they are never the source."""

from typing import Any

from django.db import connection, transaction

from workflow.states import CLOSED

TOLD = """SELECT e.case_id, c.kind, e.after AS state,
    NOT (c.kind || e.after = ANY(%(closed)s)) AS is_open, e.at AS since,
    LEAD(e.at) OVER (PARTITION BY e.case_id ORDER BY e.number) AS until, e.id AS opening_id
    FROM workflow_entry e JOIN workflow_case c ON c.id = e.case_id WHERE e.before <> e.after"""
KEPT = "SELECT case_id, kind, state, is_open, since, until, opening_id FROM workflow_span"
DIFFERENT = f"""SELECT count(*) FROM (
    (({TOLD}) EXCEPT ({KEPT})) UNION ALL (({KEPT}) EXCEPT ({TOLD}))
) d"""
WRITE = f"""INSERT INTO workflow_span (case_id, kind, state, is_open, since, until, opening_id)
    {TOLD} ORDER BY e.at, e.number"""


def _values() -> dict[str, Any]:
    return {"closed": [kind + state for kind, states in CLOSED.items() for state in states]}


def differences() -> int:
    """How many times in states are not what the log says."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENT, _values())
        return int(cursor.fetchone()[0])


@transaction.atomic
def rebuild() -> None:
    """Write every time in a state anew, from the log."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM workflow_span")
        cursor.execute(WRITE, _values())
