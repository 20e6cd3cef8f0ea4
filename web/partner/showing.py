"""What the pages of a question show, at the door and inside."""

import re
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from obstacles.models import Authority, Consultation
from web.templatetags.house import SOON
from workflow import mailed_links, policy
from workflow.models import AccessCode, Case
from workflow.models.conversation import WITH_BODY
from workflow.periods import explain
from workflow.permits import why_not_now
from workflow.roles import Role
from workflow.states import Asking

from .entrance import Visit

NUMBERED = re.compile(r"\d+[.)]\s+")
OWED = frozenset({Asking.SENT, Asking.ACCEPTED})


def at_the_door(code: AccessCode, *, today: date) -> dict[str, Any]:
    """Who asks whom, about what kind of thing, until when; nothing of the case."""
    case = code.seat.case
    return {
        "reference": case.reference,
        "centre": Authority.objects.filter(is_centre=True).first(),
        "body": code.seat.authority,
        "theme": case.consultation.obstacle.theme,
        "language": case.consultation.get_language_display(),
        "answer_by": mailed_links.answer_by(case),
        "state": case.state,
        "today": today,
        "is_near": case.state in OWED and is_near(mailed_links.answer_by(case), today),
        "mailbox": masked(code.seat.authority.email),
    }


def masked(address: str) -> str:
    """A mailbox as its owner knows it again, and nobody else: in…@example.org."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:2]}…@{domain}" if name else ""


def inside(visit: Visit) -> dict[str, Any]:
    """What stands on every page of a question that was opened."""
    case, may_read = visit.case, policy.readable(policy.roles(visit.case, visit.actor))
    clock = case.deadlines.filter(rule="S3").order_by("-started_by__number", "-id").first()
    due_on, today = mailed_links.answer_by(case), localdate(visit.now)
    return {
        **heading(case),
        "today": today,
        "lines": lines_of(case.consultation.question),
        "due_on": due_on,
        "is_near": case.state in OWED and is_near(due_on, today),
        "why": explain(clock.why) if clock else "",
        "packet": case.consultation.packet.fields if "packet" in may_read else {},
        "documents": documents(visit) if "packet" in may_read else [],
        "sidesteps": _sidesteps(visit),
        "before": _before(case),
        "can_answer": is_possible(case, "answer"),
    }


def heading(case: Case) -> dict[str, Any]:
    """From whom the question comes."""
    return {"centre": Authority.objects.filter(is_centre=True).first(), "lead": _lead(case)}


def is_near(day: date | None, today: date) -> bool:
    """Whether a day is so near that its distance is worth saying; the day itself stands there."""
    return day is not None and (day - today).days <= SOON


def lines_of(question: str) -> list[str]:
    """The questions one by one where they were numbered; else nothing."""
    lines = [line.strip() for line in question.splitlines() if line.strip()]
    if len(lines) > 1 and all(NUMBERED.match(line) for line in lines):
        return [NUMBERED.sub("", line, count=1) for line in lines]
    return []


def documents(visit: Visit) -> list[dict[str, Any]]:
    """The documents of the packet, and where each can be fetched."""
    return [
        {
            "name": one.name,
            "size": one.size,
            "url": reverse("partner-document", args=[visit.locator, one.pk]),
        }
        for one in visit.case.consultation.packet.documents.order_by("name")
    ]


def talk(case: Case) -> list[dict[str, Any]]:
    """Words between us and the body, oldest first."""
    return [
        {
            "mine": message.from_outside,
            "what": message.get_kind_display(),
            "on": localdate(message.written_at),
            "text": message.text,
            "lang": message.language,
        }
        for message in case.messages.filter(kind__in=WITH_BODY).order_by("written_at", "id")
    ]


def is_possible(case: Case, name: str) -> bool:
    return why_not_now(case, case.steps[name]) is None


def stands(case: Case) -> str:
    """Where a question stands that does not simply wait for its answer."""
    return {
        Asking.QUESTION_BACK: _("You asked us something. The deadline waits for our answer."),
        Asking.FORWARDED: _("You passed this question on. You need not answer it."),
        Asking.ANSWERED: _("We have your answer. Thank you."),
        Asking.DECLINED: _("You told us that you do not answer this question."),
        Asking.WITHDRAWN: _("We took this question back. You need not answer any more."),
        Asking.CLOSED: _("We closed this question. An answer is still welcome; it is marked late."),
    }.get(Asking(case.state), "")


def _sidesteps(visit: Visit) -> list[dict[str, str]]:
    words = {
        "ask_back": (_("Ask us a question first"), _("The deadline waits for our answer")),
        "decline": (_("Not competent: name another organisation"), ""),
        "forward": (_("Pass the question on to another organisation"), ""),
        "request_extension": (_("Ask for more time"), ""),
    }
    return [
        {"url": reverse("partner-step", args=[visit.locator, name]), "words": said, "hint": hint}
        for name, (said, hint) in words.items()
        if is_possible(visit.case, name)
    ]


def _before(case: Case) -> list[Consultation]:
    """What this body answered on the same obstacle before."""
    about = case.consultation
    told = Consultation.objects.filter(obstacle=about.obstacle_id, authority=about.authority_id)
    return list(told.exclude(pk=about.pk).exclude(answer="").order_by("-answered_at")[:5])


def _lead(case: Case) -> Any:
    seat = case.parent.seats.filter(role=Role.LEAD_EXPERT).select_related("user").first()
    return seat.user if seat else None
