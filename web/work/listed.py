"""A case as a row of a list: what the queue and the page of today show of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from workflow.models import Case
from workflow.states import Kind

from .story import title


@dataclass(frozen=True)
class Row:
    """One case: title, border, state, with whom, due day."""

    case: Case
    title: str
    language: str
    border: str
    state: str
    now_with: str
    lead: str
    initials: str
    reports: int
    due_on: date | None
    about: str


def row(case: Any, *, with_border: bool = True) -> Row:
    """Read a row off a case of ``with_due_day``; no further query where borders came along."""
    words, language = title(case)
    return Row(
        case=case,
        title=words or case.reference,
        language=language,
        border=_border(case) if with_border else "",
        state=str(capfirst(case.state_label)),
        now_with=_now_with(case),
        lead=str(case.handler) if case.handler else "",
        initials=initials(case.handler) if case.handler else "",
        reports=getattr(case, "report_number", 0),
        due_on=case.due_on,
        about=getattr(case, "about", None) or "",
    )


def _border(case: Case) -> str:
    match case.kind:
        case Kind.REPORT:
            return case.report.border.short
        case Kind.OBSTACLE:
            return ", ".join(one.short for one in case.obstacle.borders.all())
    return ""


def _now_with(case: Case) -> str:
    """Whose turn it is: a body's, a reporter's, or ours."""
    match case.kind, case.state:
        case Kind.REPORT, "AWAITING_REPORTER":
            return _("Reporter")
        case Kind.CONSULTATION, _state:
            return case.consultation.authority.name
        case Kind.OBSTACLE, "IN_CONSULTATION":
            asked = [one for one in getattr(case, "asked_names", None) or () if one]
            return ", ".join(asked) or _("Asked organisations")
        case Kind.OBSTACLE, "IMPLEMENTING":
            return _("Acting organisations")
    return _("Centre") if case.handler_id else _("Nobody yet")


def initials(user: Any) -> str:
    letters = f"{user.first_name[:1]}{user.last_name[:1]}"
    return letters or user.username[:2].upper()
