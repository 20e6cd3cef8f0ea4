"""What became of it: solved or not, taken up again, felt by those who reported."""

from workflow.states import Kind

from .counted import ask
from .flow import IN_TIME, OBSTACLE, Counted, named
from .question import Question

MONTH = frozenset({"month"})
CLOSED = """SELECT k.*, k.case_id IN (SELECT case_id FROM systemic) AS large
    FROM closing k WHERE k.state IN ('RESOLVED_COMPLETELY', 'RESOLVED_PARTIALLY', 'NOT_RESOLVED')"""
ENDS = {
    "decided": "COUNT(*)",
    "complete": "COUNT(*) FILTER (WHERE state = 'RESOLVED_COMPLETELY')",
    "partial": "COUNT(*) FILTER (WHERE state = 'RESOLVED_PARTIALLY')",
    "not_resolved": "COUNT(*) FILTER (WHERE state = 'NOT_RESOLVED')",
    "systemic": "COUNT(*) FILTER (WHERE large)",
    "single": "COUNT(*) FILTER (WHERE NOT large)",
    "single_solved": "COUNT(*) FILTER (WHERE NOT large AND state <> 'NOT_RESOLVED')",
}


def resolution_rate(question: Question, group_by: str) -> Counted:
    """Obstacles decided in this time, and how far they were resolved."""
    asked = ask(question, CLOSED, ENDS, group_by=group_by, kinds=OBSTACLE, of_event=MONTH)
    return named(asked)


AGAIN = f"""SELECT c.*, EXISTS (
        SELECT FROM again g WHERE g.case_id = c.case_id
        AND g.at >= c.at AND g.at < c.at + interval '12 months'
    ) AS again FROM ended c WHERE {IN_TIME}"""


def reopened(question: Question, group_by: str) -> Counted:
    """Closings in this time, and those undone within 12 months."""
    columns = {"closed": "COUNT(*)", "again": "COUNT(*) FILTER (WHERE again)"}
    asked = ask(question, AGAIN, columns, group_by=group_by, kinds=OBSTACLE, of_event=MONTH)
    return named(asked)


FELT = f"""SELECT r.*, q.at, f.felt FROM report r
    JOIN (SELECT case_id, MIN(at) AS at FROM workflow_entry
        WHERE step = 'ask_effect' AND {IN_TIME} AND at <= %(as_of)s GROUP BY case_id) q
        USING (case_id)
    LEFT JOIN LATERAL (SELECT e.facts->>'felt' AS felt FROM workflow_entry e
        WHERE e.case_id = r.case_id AND e.step = 'confirm_effect' AND e.at <= %(as_of)s
        ORDER BY e.number DESC LIMIT 1) f ON TRUE"""
FEELINGS = {
    "asked": "COUNT(*)",
    "answered": "COUNT(felt)",
    **{name: f"COUNT(*) FILTER (WHERE felt = '{name}')" for name in ("felt", "partly", "not_felt")},
}


def satisfaction(question: Question, group_by: str) -> Counted:
    """Reporters who were asked whether the solution helps, and what they said."""
    kinds = (Kind.REPORT,)
    return named(ask(question, FELT, FEELINGS, group_by=group_by, kinds=kinds, of_event=MONTH))
