"""How long reporters and obstacles waited."""

from typing import Any

from workflow.procedure import steps
from workflow.roles import DESK, EXPERTS
from workflow.states import Kind

from .counted import DUE, ask
from .flow import IN_TIME, OBSTACLE, SPREAD, Counted, named
from .question import Question

DAY_OF = "({} AT TIME ZONE %(tz)s)::date"
TRIAGED = ["link", "redirect", "reject"]
# Whoever is told nothing was not answered: reports turned away as spam are left out.
REACHED = f"""SELECT r.*, e.at, {DAY_OF.format("f.at")} - {DAY_OF.format("e.at")} AS days,
    {DAY_OF.format("f.at")} AS done, {DUE} AS due
    FROM workflow_entry e JOIN report r USING (case_id)
    LEFT JOIN workflow_deadline d ON d.started_by_id = e.id AND d.rule = %(rule)s
    LEFT JOIN (
        SELECT case_id, MIN(at) AS at FROM workflow_entry
        WHERE step = ANY(%(steps)s) AND at >= %(start)s AND at <= %(as_of)s GROUP BY case_id
    ) f ON f.case_id = r.case_id
    WHERE e.step = 'submit' AND {IN_TIME.replace("at ", "e.at ")} AND r.case_id NOT IN (
        SELECT x.case_id FROM workflow_entry x
        JOIN obstacles_reason n ON n.id = (x.facts->'why'->>'key')::uuid AND NOT n.sends_message
        WHERE x.step = 'reject' AND x.at >= %(start)s AND x.at <= %(as_of)s
    )"""
WITHIN = {
    "received": "COUNT(*)",
    "done": "COUNT(days)",
    **SPREAD,
    "kept": "COUNT(*) FILTER (WHERE done <= due)",
    "decided": "COUNT(*) FILTER (WHERE done IS NOT NULL OR due < %(today)s)",
}


def replies() -> list[str]:
    """The steps that bring the reporter a first word of ours."""
    found = steps(Kind.REPORT).values()
    return [one.name for one in found if "S1" in one.stops and one.by & (DESK | EXPERTS)]


def _reached(question: Question, group_by: str, rule: str, wanted: list[str]) -> Counted:
    values: dict[str, Any] = {"rule": rule, "steps": wanted}
    asked = ask(
        question,
        REACHED,
        WITHIN,
        group_by=group_by,
        kinds=(Kind.REPORT,),
        of_event=frozenset({"month"}),
        values=values,
    )
    return named(asked)


def first_reply(question: Question, group_by: str) -> Counted:
    """Days from submission to the first word that reached the reporter."""
    return _reached(question, group_by, "S1", replies())


def triage_time(question: Question, group_by: str) -> Counted:
    """Days from submission until it was decided where the report belongs."""
    return _reached(question, group_by, "S2", TRIAGED)


CLOSED = f"""SELECT k.case_id, k.at,
    {DAY_OF.format("k.at")} - {DAY_OF.format("c.opened_at")} AS days
    FROM closing k JOIN workflow_case c ON c.id = k.case_id"""


def time_to_resolution(question: Question, group_by: str) -> Counted:
    """Days from the opening of an obstacle until it was closed."""
    columns = {"closed": "COUNT(*)", **SPREAD}
    month = frozenset({"month"})
    asked = ask(question, CLOSED, columns, group_by=group_by, kinds=OBSTACLE, of_event=month)
    return named(asked)


IN_STATES = """SELECT k.case_id, s.state,
    SUM(EXTRACT(EPOCH FROM LEAST(COALESCE(s.until, k.at), k.at) - s.since)) / 86400 AS days
    FROM closing k JOIN workflow_span s USING (case_id)
    WHERE s.is_open AND s.since <= k.at GROUP BY k.case_id, s.state"""


def time_in_states(question: Question, group_by: str) -> Counted:
    """Days that obstacles closed in this time had stood in each state."""
    columns = {"closed": "COUNT(DISTINCT case_id)", **SPREAD}
    state = frozenset({"state"})
    asked = ask(question, IN_STATES, columns, group_by=group_by, kinds=OBSTACLE, of_event=state)
    return named(asked)
