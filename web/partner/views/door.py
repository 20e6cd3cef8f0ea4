"""B01, B02: the door to a question, and the six digits that open it."""

import logging
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from obstacles.languages import current
from web.partner import seats
from web.partner.entrance import at_door
from web.partner.forms import CodeForm
from web.partner.showing import at_the_door
from web.partner.throttle import MINUTES, is_too_often
from web.typed import typed
from workflow import challenges, post
from workflow.actors import Bearer, signature
from workflow.challenges import Tried, Verdict
from workflow.models import AccessCode, AccessView

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, locator: str) -> HttpResponse:
    """Say who asks and until when; on POST mail the digits. Looking changes nothing."""
    now = timezone.now()
    code = at_door(request, locator, at=now)
    if isinstance(code, HttpResponse):
        return code
    if request.method == "POST":
        return _mail_digits(request, locator, code, now)
    return _door(request, locator, code, now)


@sensitive_post_parameters("digits")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, locator: str) -> HttpResponse:
    """Ask for the digits of our letter, and let in whoever has them."""
    now = timezone.now()
    found = at_door(request, locator, at=now)
    if isinstance(found, HttpResponse):
        return found
    if request.method != "POST":
        return _ask_digits(request, locator, found, now, CodeForm())
    form = CodeForm(typed(request.POST))
    if not form.is_valid():
        return _ask_digits(request, locator, found, now, form, status=422)
    tried = challenges.enter(
        found, form.cleaned_data["digits"], browser=seats.browser_of(request), at=now
    )
    log.info("Digits for %s were %s", found.seat.case.reference, tried.verdict.value)
    if tried.verdict is Verdict.RIGHT:
        return _let_in(request, locator, found, now)
    form.add_error("digits", _words(tried))
    return _ask_digits(request, locator, found, now, form, status=422)


@require_POST
def leave(request: HttpRequest, locator: str) -> HttpResponse:
    """End the visit in this browser."""
    seats.leave(request)
    return redirect("partner-door", locator)


def _door(
    request: HttpRequest,
    locator: str,
    code: AccessCode,
    now: datetime,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    told = {
        **at_the_door(code, today=timezone.localdate(now)),
        "locator": locator,
        "is_inside": seats.is_open(request, code.seat, at=now),
        **more,
    }
    return render(request, "partner/door.html", told, status=status)


def _mail_digits(
    request: HttpRequest, locator: str, code: AccessCode, now: datetime
) -> HttpResponse:
    if is_too_often(request, "code", locator, at=now):
        return _slow_down(request)
    try:
        drawn, digits = challenges.draw(code, browser=seats.know_browser(request), at=now)
    except challenges.TooSoonError:
        return redirect("partner-code", locator)
    except challenges.TooManyError:
        return _slow_down(request)
    try:
        post.send_code(code, digits, language=current())
    except post.NotSentError:
        log.warning("The digits for %s could not be mailed", code.seat.case.reference)
        drawn.delete()
        return _door(request, locator, code, now, status=503, not_sent=True)
    return redirect("partner-code", locator)


def _slow_down(request: HttpRequest) -> HttpResponse:
    answer = render(request, "429.html", {"minutes": MINUTES}, status=429)
    answer["Retry-After"] = str(MINUTES * 60)
    return answer


def _ask_digits(
    request: HttpRequest,
    locator: str,
    code: AccessCode,
    now: datetime,
    form: CodeForm,
    *,
    status: int = 200,
) -> HttpResponse:
    waiting = challenges.waiting(code, browser=seats.browser_of(request), at=now)
    told = {
        **at_the_door(code, today=timezone.localdate(now)),
        "locator": locator,
        "form": form,
        "waiting": waiting,
    }
    return render(request, "partner/code.html", told, status=status)


def _let_in(request: HttpRequest, locator: str, code: AccessCode, now: datetime) -> HttpResponse:
    seats.open_seat(request, code, at=now)
    kind, actor = signature(Bearer(code.seat))
    AccessView.objects.create(
        case=code.seat.case, actor_kind=kind, actor=actor, what="packet", at=now
    )
    return redirect("partner-request", locator)


def _words(tried: Tried) -> str:
    match tried.verdict:
        case Verdict.WRONG:
            return ngettext(
                "These are not the digits of our newest letter. You have %(left)d try left.",
                "These are not the digits of our newest letter. You have %(left)d tries left.",
                tried.left,
            ) % {"left": tried.left}
        case Verdict.SPENT:
            return _("These digits were tried five times. Ask for a new code.")
        case Verdict.TOO_LATE:
            return _("This code was used already, or is older than ten minutes. Ask for a new one.")
    return _("The code works only in the browser that asked for it. Ask for a code here.")
