"""What came in, what went out, what stands open, and for how long it has."""

from typing import Any

from workflow.states import Kind

from .counted import ask
from .question import TOTAL, Cells, Question

OBSTACLE = (Kind.OBSTACLE,)
IN_TIME = "at >= %(start)s AND at < %(end)s"
NET = "CASE what WHEN 'closed' THEN -1 ELSE 1 END"
MOVES = {
    **{
        what: f"COUNT(*) FILTER (WHERE what = '{what}' AND {IN_TIME})"
        for what in ("opened", "closed", "reopened")
    },
    "net": f"COALESCE(SUM({NET}) FILTER (WHERE at < %(end)s), 0)",
}
RECEIVED = {"received": "COUNT(*)"}
EVERY_MOVE = """SELECT case_id, opened_at AS at, 'opened' AS what FROM obstacle
    UNION ALL SELECT case_id, at, 'closed' FROM ended
    UNION ALL SELECT case_id, at, 'reopened' FROM again"""
EVERY_REPORT = """SELECT report.*, opened_at AS at FROM report
    WHERE opened_at >= %(start)s AND opened_at < %(end)s"""

Counted = dict[str, Cells]


def named(rows: dict[str | None, dict[str, Any]]) -> Counted:
    """The same rows, everything under its own name."""
    return {TOTAL if key is None else key: cells for key, cells in rows.items()}


def flow(question: Question, group_by: str) -> Counted:
    """Reports received; obstacles opened, closed, taken up again; open at the end."""
    month = frozenset({"month"})
    asked: dict[str, Any] = {"group_by": group_by, "of_event": month}
    found = named(ask(question, EVERY_MOVE, MOVES, kinds=OBSTACLE, **asked))
    received = named(ask(question, EVERY_REPORT, RECEIVED, kinds=(Kind.REPORT,), **asked))
    rows = {
        key: {"received": 0, "opened": 0, "closed": 0, "reopened": 0, "net": 0}
        | received.get(key, {})
        | found.get(key, {})
        for key in {*found, *received, TOTAL}
    }
    return _by_month(rows, question) if group_by == "month" else _as_they_stand(rows)


def _as_they_stand(rows: Counted) -> Counted:
    for cells in rows.values():
        cells["open_at_end"] = cells.pop("net")
    return rows


def _by_month(rows: Counted, question: Question) -> Counted:
    """Every month, also one in which nothing happened; what is open runs on."""
    total = rows.pop(TOTAL)
    stands = int(rows.pop("before", {}).get("net") or 0)
    found: Counted = {}
    for key in months(question):
        cells = rows.get(key, dict.fromkeys(total, 0))
        stands += int(cells["net"] or 0)
        found[key] = cells | {"net": stands}
    return _as_they_stand(found | {TOTAL: total})


def months(question: Question) -> list[str]:
    """The months of a question, as far as they are known."""
    first, last = question.from_on, question.last_day
    span = (last.year - first.year) * 12 + last.month - first.month
    counted = (first.year * 12 + first.month - 1 + step for step in range(span + 1))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in counted]


OPEN = """SELECT s.case_id, s.state,
    %(last_day)s::date - (o.opened_at AT TIME ZONE %(tz)s)::date AS days
    FROM workflow_span s JOIN obstacle o USING (case_id)
    WHERE s.kind = 'obstacle' AND s.since < %(moment)s
    AND (s.until IS NULL OR s.until >= %(moment)s)
    AND (s.is_open OR s.state = 'MERGED')"""
# Classes of age: the first day of each, and the first that is beyond.
AGES = {
    "d0_30": (0, 31),
    "d31_90": (31, 91),
    "d91_180": (91, 181),
    "d181_365": (181, 366),
    "d366_730": (366, 731),
    "d731": (731, 10**6),
}
SPREAD = {
    "median": "percentile_cont(0.5) WITHIN GROUP (ORDER BY days)",
    "p90": "percentile_cont(0.9) WITHIN GROUP (ORDER BY days)",
}
AGED = {
    "open": "COUNT(*)",
    **{
        name: f"COUNT(*) FILTER (WHERE days >= {low} AND days < {high})"
        for name, (low, high) in AGES.items()
    },
    **SPREAD,
    "oldest": "MAX(days)",
}
WAITING = {"bodies": "IN_CONSULTATION", "effect": "IMPLEMENTING", "hold": "ON_HOLD"}
WAITED = {
    "open": "COUNT(*)",
    "ours": f"COUNT(*) FILTER (WHERE state NOT IN {tuple(WAITING.values())})",
    **{name: f"COUNT(*) FILTER (WHERE state = '{state}')" for name, state in WAITING.items()},
}


def backlog(question: Question, group_by: str) -> Counted:
    """Obstacles open at the end of the last day, and whose turn it is."""
    state = frozenset({"state"})
    asked = ask(question, OPEN, WAITED, group_by=group_by, kinds=OBSTACLE, of_event=state)
    return named(asked)


def ageing(question: Question, group_by: str) -> Counted:
    """Open obstacles by days since opening."""
    return named(ask(question, OPEN, AGED, group_by=group_by, kinds=OBSTACLE))
