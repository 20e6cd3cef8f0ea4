"""Days that were kept, by us and by the bodies we ask."""

from typing import Any

from workflow.periods import RULES
from workflow.states import Kind

from .counted import DUE, ENDED, ask
from .durations import DAY_OF
from .flow import SPREAD, Counted, named
from .question import Question

EVERY = tuple(Kind)
CLOCKS = sorted({rule.code for rule in RULES if rule.code[0] in "SD"})
# Clocks of the office and of the Regulation; those of reporters and of our own questions are not
# promises. Stopped: nothing was owed any more. A day that has not passed is not decided.
PASSED = f"""SELECT * FROM (
    SELECT d.case_id, d.rule, {DUE} AS due,
        {ENDED} AND d.ended_as = 'met' AS met, {ENDED} AND d.ended_as = 'stopped' AS stopped
    FROM workflow_deadline d JOIN workflow_entry e ON e.id = d.started_by_id
    WHERE e.at <= %(as_of)s AND d.rule = ANY(%(clocks)s)
    AND (d.due_on >= %(from_on)s AND d.due_on < %(to_on)s OR d.earlier <> '[]'::jsonb)
) x WHERE due >= %(from_on)s AND due < LEAST(%(to_on)s, %(today)s) AND stopped IS NOT TRUE"""
NARROW = """ AND case_id IN (SELECT case_id FROM report UNION ALL SELECT case_id FROM obstacle
    UNION ALL SELECT id FROM consultation)"""
KEPT = {"due": "COUNT(*)", "kept": "COUNT(*) FILTER (WHERE met)"}


def kept_deadlines(question: Question, group_by: str) -> Counted:
    """Due days that passed in this time, and those on or before which it was done."""
    event = PASSED + (NARROW if question.border or question.theme else "")
    clock = frozenset({"clock"})
    asked: dict[str, Any] = {"of_event": clock, "values": {"clocks": CLOCKS}}
    return named(ask(question, event, KEPT, group_by=group_by, kinds=EVERY, **asked))


ASKED = f"""SELECT q.id AS case_id, b.slug AS body, b.kind AS body_kind,
    s.at >= %(start)s AND s.at < %(end)s AS asked,
    {DAY_OF.format("a.at")} - {DAY_OF.format("s.at")} AS days,
    {DUE} AS due, {ENDED} AND d.ended_as = 'met' AS met,
    {ENDED} AND d.ended_as = 'stopped' AS stopped, now_at.state
    FROM consultation q JOIN obstacles_authority b ON b.id = q.authority_id
    JOIN (SELECT case_id, MIN(at) AS at FROM workflow_entry WHERE step = 'send'
        AND at <= %(as_of)s GROUP BY case_id) s ON s.case_id = q.id
    LEFT JOIN (SELECT case_id, MIN(at) AS at FROM workflow_entry WHERE step = 'answer'
        AND at <= %(as_of)s GROUP BY case_id) a ON a.case_id = q.id
    LEFT JOIN workflow_deadline d ON d.case_id = q.id AND d.rule = 'S3'
    JOIN workflow_span now_at ON now_at.case_id = q.id AND now_at.since <= %(as_of)s
        AND (now_at.until IS NULL OR now_at.until > %(as_of)s)"""
SILENT = "state IN ('SENT', 'ACCEPTED') AND due < %(today)s"
OVER = "asked AND stopped IS NOT TRUE"
ANSWERS = {
    "asked": "COUNT(*) FILTER (WHERE asked)",
    "answered": "COUNT(days) FILTER (WHERE asked)",
    **{name: f"{formula} FILTER (WHERE asked)" for name, formula in SPREAD.items()},
    "kept": f"COUNT(*) FILTER (WHERE {OVER} AND met)",
    "decided": f"COUNT(*) FILTER (WHERE {OVER} AND (met OR due < %(today)s))",
    "declined": "COUNT(*) FILTER (WHERE asked AND state = 'DECLINED')",
    "silent": f"COUNT(*) FILTER (WHERE {SILENT})",
    "silent_bodies": f"COUNT(DISTINCT body) FILTER (WHERE {SILENT})",
}


def bodies(question: Question, group_by: str) -> Counted:
    """Bodies asked in this time, what came back and when; silence as it is at the cut-off."""
    asked = ask(
        question,
        ASKED,
        ANSWERS,
        group_by=group_by,
        kinds=(Kind.CONSULTATION,),
        of_event=frozenset({"body", "body_kind"}),
    )
    return named(asked)
