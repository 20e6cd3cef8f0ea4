"""What happened to a report, newest first: public steps, and four things about its obstacle."""

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from workflow.models import Case, Entry
from workflow.states import Kind, Resolution

from .standing import Expected, said
from .words import ASKED, ENDED, ENDED_IN_PART, STEPS

# What the obstacle brings about in a report.
FOLLOWS = {"conclude", "relink", "move", "ask_effect", "confirm_effect"}


def timeline(case: Case, expects: Expected | None, *, theirs: bool) -> list[dict[str, Any]]:
    """As partials/timeline.html reads it; what is expected stands on top, dotted."""
    items = [_item(entry) for entry in sorted(_entries(case), key=_order)]
    if expects and expects.on and not case.is_closed:
        items.append(
            {
                "when": _("by %(day)s") % {"day": said(expects.on)},
                "what": _("Next news expected") if expects.is_ours else _("Your answer expected"),
                "lane": "b" if theirs else "a",
                "next": True,
            }
        )
    items.reverse()
    for above, below in pairwise(items):
        above["turn"] = above["lane"] != below["lane"]
    return items


def _entries(case: Case) -> Any:
    public = [name for name, step in case.steps.items() if step.public and name in STEPS]
    wanted = Q(case=case, step__in=public)
    if case.parent_id:
        wanted |= Q(case=case.parent_id, step__in=ENDED)
        wanted |= Q(case__parent=case.parent_id, case__kind=Kind.CONSULTATION, step__in=ASKED)
    return Entry.objects.filter(wanted).select_related("case__consultation__authority")


def _order(entry: Entry) -> tuple[date, int, datetime, int]:
    """By day, since an anonymous report knows no more; within a day causes before effects."""
    rank = 2 * (entry.step in FOLLOWS) if entry.case.kind == Kind.REPORT else 1
    return localdate(entry.at), rank, entry.at, entry.number


def _item(entry: Entry) -> dict[str, Any]:
    asked = entry.case.kind == Kind.CONSULTATION
    return {
        "when": said(localdate(entry.at)),
        "what": _what(entry),
        "lane": "b" if asked and entry.step == "send" else "a",
    }


def _what(entry: Entry) -> str:
    match entry.case.kind:
        case Kind.CONSULTATION:
            return str(ASKED[entry.step]) % {"body": entry.case.consultation.authority.name}
        case Kind.OBSTACLE:
            in_part = entry.after == Resolution.RESOLVED_PARTIALLY
            return str(ENDED_IN_PART if in_part else ENDED[entry.step])
        case _:
            return str(STEPS[entry.step])
