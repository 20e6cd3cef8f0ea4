"""Days that were kept, by us and by the bodies we ask."""

from workflow.states import Kind

from .counted import DUE, ENDED, ask
from .durations import DAY_OF
from .flow import SPREAD, Counted, named
from .question import Question

EVERY = tuple(Kind)
# Clocks of the office and of the Regulation; those of reporters and of our own questions are not
# promises. Stopped: nothing was owed any more. A day that has not passed is not decided.
PASSED = f"""SELECT * FROM (
    SELECT d.case_id, d.rule, {DUE} AS due,
        {ENDED} AND d.ended_as = 'met' AS met, {ENDED} AND d.ended_as = 'stopped' AS stopped
    FROM workflow_deadline d JOIN workflow_entry e ON e.id = d.started_by_id
    WHERE e.at <= %(as_of)s AND d.rule ~ '^[SD]'
    AND (d.due_on >= %(from_on)s AND d.due_on < %(to_on)s OR d.earlier <> '[]'::jsonb)
) x WHERE due >= %(from_on)s AND due < LEAST(%(to_on)s, %(today)s) AND stopped IS NOT TRUE"""
NARROW = """ AND case_id IN (SELECT case_id FROM report UNION ALL SELECT case_id FROM obstacle
    UNION ALL SELECT id FROM consultation)"""
KEPT = {"due": "COUNT(*)", "kept": "COUNT(*) FILTER (WHERE met)"}


def kept_deadlines(question: Question, group_by: str) -> Counted:
    """Due days that passed in this time, and those on or before which it was done."""
    event = PASSED + (NARROW if question.border or question.theme else "")
    clock = frozenset({"clock"})
    return named(ask(question, event, KEPT, group_by=group_by, kinds=EVERY, of_event=clock))


ASKED = f"""SELECT q.id AS case_id, b.slug AS body, b.kind AS body_kind,
    s.at >= %(start)s AND s.at < %(end)s AS asked,
    {DAY_OF.format("a.at")} - {DAY_OF.format("s.at")} AS days,
    {DUE} AS due, {ENDED} AND d.ended_as = 'met' AS met,
    {ENDED} AND d.ended_as = 'stopped' AS stopped, now_at.state
    FROM consultation q JOIN obstacles_authority b ON b.id = q.authority_id
    JOIN LATERAL (SELECT id, at FROM workflow_entry WHERE case_id = q.id AND step = 'send'
        AND at <= %(as_of)s ORDER BY number LIMIT 1) s ON TRUE
    LEFT JOIN LATERAL (SELECT MIN(at) AS at FROM workflow_entry WHERE case_id = q.id
        AND step = 'answer' AND at <= %(as_of)s) a ON TRUE
    LEFT JOIN workflow_deadline d ON d.started_by_id = s.id AND d.rule = 'S3'
    JOIN LATERAL (SELECT state FROM workflow_span WHERE case_id = q.id AND since <= %(as_of)s
        ORDER BY since DESC, id DESC LIMIT 1) now_at ON TRUE"""
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
