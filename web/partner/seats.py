"""Which questions this browser may read: each proven by its own six digits, for half an hour."""

import secrets
from datetime import datetime, timedelta

from django.http import HttpRequest

from workflow.models import AccessCode, Seat

SEATS, BROWSER = "partner_seats", "partner_browser"
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
SINCE, UNTIL = "since", "until"


def browser_of(request: HttpRequest) -> str:
    """The random word of this browser; empty where it never asked for a code."""
    return str(request.session.get(BROWSER, ""))


def know_browser(request: HttpRequest) -> str:
    """The random word of this browser, drawn when it first asks for a code."""
    known = browser_of(request)
    if not known:
        known = request.session[BROWSER] = secrets.token_urlsafe(32)
    return known


def open_seat(request: HttpRequest, code: AccessCode, *, at: datetime) -> None:
    """Let this browser speak from one seat, under a new session key."""
    request.session.cycle_key()
    entered = {SINCE: at.isoformat(), UNTIL: (at + IDLE).isoformat()}
    request.session[SEATS] = {**_seats(request), str(code.seat_id): entered}


def is_open(request: HttpRequest, seat: Seat, *, at: datetime) -> bool:
    """Whether this browser may speak from a seat now."""
    entered = _seats(request).get(str(seat.pk))
    if entered is None:
        return False
    return at <= datetime.fromisoformat(entered[UNTIL]) and at <= _last(entered)


def stay(request: HttpRequest, seat: Seat, *, at: datetime) -> None:
    """Start the half hour anew."""
    entered = {**_seats(request)[str(seat.pk)], UNTIL: (at + IDLE).isoformat()}
    request.session[SEATS] = {**_seats(request), str(seat.pk): entered}


def was_open(request: HttpRequest, seat: Seat, *, at: datetime) -> bool:
    """Whether this browser spoke from a seat today, so that its text may be kept."""
    entered = _seats(request).get(str(seat.pk))
    return entered is not None and at <= _last(entered)


def had_any(request: HttpRequest) -> bool:
    """Whether this browser ever spoke from a seat."""
    return bool(_seats(request))


def leave(request: HttpRequest) -> None:
    """End the visit. On a shared computer nothing of it is left."""
    if not request.user.is_authenticated:
        request.session.flush()
        return
    request.session.pop(SEATS, None)
    request.session.pop(BROWSER, None)


def _seats(request: HttpRequest) -> dict[str, dict[str, str]]:
    return dict(request.session.get(SEATS, {}))


def _last(entered: dict[str, str]) -> datetime:
    return datetime.fromisoformat(entered[SINCE]) + LONGEST
