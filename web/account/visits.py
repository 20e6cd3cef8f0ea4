"""How long somebody stays signed in: half an hour without a click, twelve hours at most.

When a visit ends while a form is sent, what was typed is kept for the same person to send again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from obstacles.models import User

from .kept import keep

BEGAN, SEEN = "visit_began", "visit_seen"
# Being seen is written down at most once a minute, however much one clicks.
NOTED = 60


@dataclass(frozen=True)
class Visit:
    """How long it may go on: so many seconds without a click, and until when at most."""

    idle: int
    ends: datetime


class Visits:
    """Lets a visit go on, or ends it and says why at the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """After the check of forms, so that nothing is kept that another site sent."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        now = timezone.now()
        why = why_over(request.session, request.user, now=now)
        if not why:
            _note(request, now)
            return None
        return _end(request, why)


def why_over(session: Any, user: User, *, now: datetime) -> str:
    """Name the reason why a visit is over, or nothing while it goes on."""
    at = now.timestamp()
    began, seen = session.get(BEGAN, at), session.get(SEEN, at)
    reasons = {
        "idle": at - seen > settings.SESSION_IDLE_MINUTES * 60,
        "long": at - began > settings.SESSION_HOURS * 3600,
        "out": user.is_service or (user.signed_out_at and began <= user.signed_out_at.timestamp()),
    }
    return next((why for why, so in reasons.items() if so), "")


def _note(request: HttpRequest, now: datetime) -> None:
    at = now.timestamp()
    request.session.setdefault(BEGAN, at)
    if at - request.session.get(SEEN, 0) >= NOTED:
        request.session[SEEN] = at
    began = datetime.fromtimestamp(request.session[BEGAN], tz=UTC)
    ends = began + timedelta(hours=settings.SESSION_HOURS)
    vars(request)["visit"] = Visit(settings.SESSION_IDLE_MINUTES * 60, ends)


def _end(request: HttpRequest, why: str) -> HttpResponse | None:
    """Sign out. The API says 401 in its own words; a page goes to the door and comes back."""
    user = request.user
    logout(request)
    if request.path_info.startswith("/api/"):
        return None
    back = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        kept = keep(request, user)
        back = reverse("account_kept" if kept else settings.LOGIN_REDIRECT_URL)
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'ended': why, 'next': back})}")
