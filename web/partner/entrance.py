"""Who comes in: a browser that proved its seat, by a link that still leads somewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from web.actors import actor_of
from web.partner import drafts, seats
from web.typed import typed
from workflow import mailed_links, policy
from workflow.actors import Bearer, Official
from workflow.mailed_links import Standing
from workflow.models import AccessCode, Case, Seat
from workflow.moments import Moment
from workflow.roles import Role

# A visit that was let in goes on when its link grows old meanwhile.
LET_IN = frozenset({Standing.OPEN, Standing.EXPIRED})
GONE = 410
NOT_TEXT = frozenset({"csrfmiddlewaretoken", "do", "seen", "draft", "step", "language"})


@dataclass(frozen=True)
class Visit:
    """One request of a browser that may speak from one seat."""

    request: HttpRequest
    locator: str
    code: AccessCode
    case: Case
    actor: Bearer | Official
    now: datetime

    @property
    def seat(self) -> Seat:
        """The chair of the body, whoever speaks from it."""
        return self.code.seat

    def show(self, template: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this question; every one knows its case and its link."""
        about = self.case.consultation
        shown = {"case": self.case, "question": about, "body": about.authority, **told}
        # Whoever has an account came from the list of all questions, and goes back there.
        shown["has_account"] = isinstance(self.actor, Official)
        return render(self.request, template, {**shown, "locator": self.locator}, status=status)


def enter(request: HttpRequest, locator: str) -> Visit | HttpResponse:
    """Let a browser in, or say in words why not; what it wrote is handed back to it."""
    now = timezone.now()
    code = mailed_links.find(locator)
    if code is None:
        return ended(request, locator) if _lost(request) else unknown(request)
    standing = mailed_links.standing(code, at=now)
    if standing not in LET_IN:
        return (
            ended(request, locator)
            if request.method == "POST"
            else closed(request, locator, standing)
        )
    if seats.is_open(request, code.seat, at=now):
        seats.stay(request, code.seat, at=now)
        return _let_in(request, locator, code, Bearer(code.seat), now)
    member = _member(request, code.seat)
    if member is not None:
        return _let_in(request, locator, code, member, now)
    return _outside(request, locator, code, now)


def _member(request: HttpRequest, seat: Seat) -> Official | None:
    """Whoever signed in with an account of the body: the account stands in for the six digits."""
    if not request.user.is_authenticated:
        return None
    actor = actor_of(request.user)
    speaks = Seat.objects.filter(policy.speaks_for(actor), pk=seat.pk, role=Role.PARTNER)
    return actor if speaks.exists() else None


def at_door(request: HttpRequest, locator: str, *, at: datetime) -> AccessCode | HttpResponse:
    """The code of a link that leads somewhere, or the page that says why it does not."""
    code = mailed_links.find(locator)
    if code is None:
        return unknown(request)
    standing = mailed_links.standing(code, at=at)
    return code if standing is Standing.OPEN else closed(request, locator, standing)


def _let_in(
    request: HttpRequest,
    locator: str,
    code: AccessCode,
    actor: Bearer | Official,
    now: datetime,
) -> Visit | HttpResponse:
    visible = Case.objects.visible_to(actor).select_related(
        "consultation__authority", "consultation__packet", "parent__obstacle"
    )
    case = visible.filter(pk=code.seat.case_id).first()
    if case is None:
        return ended(request, locator)
    case.moment = Moment(actor, now)
    return Visit(request, locator, code, case, actor, now)


def unknown(request: HttpRequest) -> HttpResponse:
    """A link that is none of ours, or was copied with a mistake."""
    return render(request, "partner/unknown.html", {}, status=404)


def closed(request: HttpRequest, locator: str, standing: Standing) -> HttpResponse:
    """A link of ours that leads nowhere any more: why, and how to get a new one."""
    told = {"standing": standing.value, "locator": locator}
    return render(request, "partner/closed.html", told, status=GONE)


def kept_words(request: HttpRequest) -> str:
    """All that somebody typed, in the order of the form."""
    posted = typed(request.POST)
    texts = [text for name, text in posted.items() if name not in NOT_TEXT]
    return "\n\n".join(str(text) for text in texts if text)


def _lost(request: HttpRequest) -> bool:
    return request.method == "POST" and seats.had_any(request)


def ended(request: HttpRequest, locator: str) -> HttpResponse:
    """The question was taken from this body while its page was open: nothing is stored."""
    told = {"kept": kept_words(request), "locator": locator}
    return render(request, "partner/ended.html", told, status=403)


def _outside(request: HttpRequest, locator: str, code: AccessCode, now: datetime) -> HttpResponse:
    """The half hour is over, or never began: back to the door."""
    if request.method != "POST":
        return redirect("partner-door", locator)
    saved = seats.was_open(request, code.seat, at=now) and drafts.rescue(
        code.seat, _form_of(request), typed(request.POST), at=now
    )
    told = {"kept": kept_words(request), "saved": saved, "locator": locator}
    return render(request, "partner/visit_over.html", told, status=403)


def _form_of(request: HttpRequest) -> str:
    """Which form a request sends; empty for buttons without a text."""
    place = request.resolver_match
    if place is None or place.url_name not in ("partner-answer", "partner-step"):
        return ""
    return str(place.kwargs.get("name", "answer"))
