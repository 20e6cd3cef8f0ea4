"""By what a case may be counted: tables of SQL from which a question chooses by name."""

from workflow.states import Kind


def _each(view: str) -> str:
    return (
        f"SELECT o.case_id, COALESCE(n.key, '') FROM obstacle o LEFT JOIN {view} n USING (case_id)"
    )


SIDES = """(SELECT DISTINCT e.case_id, e.facts->'area'->>'name' AS key FROM workflow_entry e
    WHERE e.step = 'edit_side' AND e.at <= %(as_of)s)"""
SOLUTIONS = """(SELECT DISTINCT ON (e.case_id) e.case_id, e.facts->>'kind' AS key
    FROM workflow_entry e WHERE e.step = 'propose_solution' AND e.at <= %(as_of)s
    ORDER BY e.case_id, e.number DESC)"""
LANGUAGES = """(SELECT e.case_id, e.facts->>'language' AS key FROM workflow_entry e
    WHERE e.step = 'identify' AND e.at <= %(as_of)s)"""
GROUPS = """(SELECT x.case_id, jsonb_array_elements_text(x.found) AS key FROM (
    SELECT DISTINCT ON (e.case_id) e.case_id, e.facts->'affected_groups' AS found
    FROM workflow_entry e WHERE e.step = 'edit_facts' AND e.at <= %(as_of)s
    ORDER BY e.case_id, e.number DESC) x)"""

# By what a kind of case may be counted: (case, code) pairs. A case with several counts at each.
PARTS: dict[Kind, dict[str, str]] = {
    Kind.OBSTACLE: {
        "border": _each("lying"),
        "theme": _each("about"),
        "side": _each(SIDES),
        "solution_kind": _each(SOLUTIONS),
        "language": _each(LANGUAGES),
        "affected_group": _each(GROUPS),
    },
    Kind.REPORT: {
        "border": "SELECT case_id, border FROM report",
        "theme": "SELECT case_id, theme FROM report",
    },
    Kind.CONSULTATION: {
        "border": "SELECT o.id, COALESCE(n.key, '') FROM consultation o LEFT JOIN lying n"
        " USING (case_id)",
        "theme": "SELECT o.id, COALESCE(n.key, '') FROM consultation o LEFT JOIN about n"
        " USING (case_id)",
    },
}
# What an event says of itself, so that no other table is asked.
OF_EVENT = {
    "month": "CASE WHEN event.at < %(start)s THEN 'before'"
    " ELSE to_char(event.at AT TIME ZONE %(tz)s, 'YYYY-MM') END",
    "clock": "event.rule",
    "state": "event.state",
    "body": "event.body",
    "body_kind": "event.body_kind",
}
# The same of events that are about one report each.
OF_REPORT = {name: f"event.{name}" for name in ("border", "theme", "language", "reporter_kind")}
