"""Which piece of the line stands before the word of a state.

One table for all procedures: where two of them use the same name, the mark fits both.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Mark = Literal["new", "open", "wait", "part", "ok", "no"]

# new: nobody works on it yet. open: our turn. wait: the other side's turn.
# part: joined, not level. ok: settled. no: it stops here, and we say why.
MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        # a report
        "RECEIVED": "new",
        "IN_TRIAGE": "open",
        "AWAITING_REPORTER": "wait",
        "LINKED": "open",
        "ANSWERED": "ok",
        "REDIRECTED": "no",
        "REJECTED": "no",
        "LAPSED": "no",
        "WITHDRAWN": "no",
        # an obstacle
        "IDENTIFIED": "new",
        "ASSIGNED": "open",
        "IN_ANALYSIS": "open",
        "IN_CONSULTATION": "wait",
        "SOLUTION_PROPOSED": "wait",
        "IMPLEMENTING": "wait",
        "ON_HOLD": "no",
        "RESOLVED_COMPLETELY": "ok",
        "RESOLVED_PARTIALLY": "part",
        "NOT_RESOLVED": "no",
        "DISMISSED": "no",
        "MERGED": "no",
        # an official file
        "DRAFT": "new",
        "UNDER_ASSESSMENT": "open",
        "CLARIFICATION_REQUESTED": "wait",
        "OBSTACLE_CONFIRMED": "open",
        "TRANSFERRED": "no",
        "CBFT_ADMINISTRATIVE": "wait",
        "CBFT_LEGISLATIVE": "wait",
        "OTHER_INSTRUMENT": "wait",
        "CLOSED_INCOMPLETE": "no",
        "CLOSED_NO_OBSTACLE": "no",
        "CLOSED_OUT_OF_SCOPE": "no",
        "CLOSED_DUPLICATE": "no",
        # a consultation
        "SENT": "wait",
        "ACCEPTED": "wait",
        "QUESTION_BACK": "open",
        "FORWARDED": "wait",
        "DECLINED": "no",
        "CLOSED": "ok",
        # what the public may read
        "UNPUBLISHED": "new",
        "IN_REVIEW": "open",
        "PUBLISHED": "ok",
        # one side of an obstacle, and the position of its body
        "open": "open",
        "solved": "ok",
        "not_solved": "no",
        "willing": "ok",
        "willing_in_part": "part",
        "not_willing": "no",
        "not_competent": "no",
        "no_answer": "wait",
    }
)


def mark_of(state: str) -> Mark:
    """Choose the mark of a state; a state without one of its own counts as open."""
    return MARKS.get(state, "open")
