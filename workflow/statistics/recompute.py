"""Times in states and tallies, read off the log once more: they are never the source."""

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

STAND = """SELECT c.kind, last.after AS state, r.border_id AS border, r.theme_id AS theme,
    count(*)::bigint AS number
    FROM (SELECT DISTINCT ON (case_id) case_id, after FROM workflow_entry
        ORDER BY case_id, number DESC) last
    JOIN workflow_case c ON c.id = last.case_id LEFT JOIN obstacles_report r ON r.id = c.report_id
    GROUP BY 1, 2, 3, 4
    UNION ALL SELECT c.kind, 'LINES', NULL, NULL, count(*)::bigint
    FROM workflow_entry e JOIN workflow_case c ON c.id = e.case_id GROUP BY 1"""
TALLIED = """SELECT kind, state, border, theme, sum(number)::bigint FROM workflow_tally
    GROUP BY 1, 2, 3, 4 HAVING sum(number) <> 0"""
MISCOUNTED = f"""SELECT count(*) FROM (
    (({STAND}) EXCEPT ({TALLIED})) UNION ALL (({TALLIED}) EXCEPT ({STAND}))
) d"""
TALLY = f"""INSERT INTO workflow_tally (kind, state, border, theme, shard, number)
    SELECT kind, state, border, theme, 0, number FROM ({STAND}) stand"""


def _values() -> dict[str, Any]:
    return {"closed": [kind + state for kind, states in CLOSED.items() for state in states]}


def differences() -> int:
    """How many times in states and tallies are not what the log says."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({DIFFERENT}) + ({MISCOUNTED})", _values())
        return int(cursor.fetchone()[0])


@transaction.atomic
def rebuild() -> None:
    """Write every time in a state and every tally anew, from the log; steps wait meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE workflow_tally IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM workflow_tally")
        cursor.execute(TALLY)
        cursor.execute("DELETE FROM workflow_span")
        cursor.execute(WRITE, _values())
