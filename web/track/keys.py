"""Who holds the key to a report: the browser that gave reference and code, for half an hour."""

from datetime import datetime, timedelta
from secrets import compare_digest
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate, localtime

from obstacles.references import Misread, code_digest, read_reference
from workflow.models import AccessCode, Seat

SEAT, UNTIL = "track_seat", "track_until"
IDLE = timedelta(minutes=30)
# Looked up when what was typed cannot be a code, so that every wrong try costs the same.
NOBODYS = "0" * 24


def holder(reference: str, code: str, *, at: datetime) -> Seat | None:
    """Find the seat that this reference and code open together."""
    found = _standing(at).filter(digest=_digest(code)).select_related("seat__case__report").first()
    owned = found.seat.case.reference if found else ""
    wanted = reference_of(reference)
    return found.seat if found and compare_digest(owned, wanted) else None


def open_seat(request: HttpRequest, seat: Seat, *, at: datetime) -> None:
    """Hand the key to this browser, under a new session key."""
    request.session.cycle_key()
    request.session[SEAT] = str(seat.pk)
    request.session[UNTIL] = (at + IDLE).isoformat()
    if not request.user.is_authenticated:
        midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        request.session.set_expiry(midnight + timedelta(days=2))


def seat_of(request: HttpRequest, *, at: datetime) -> Seat | None:
    """The seat this browser may speak from now; each look starts the half hour anew."""
    key, until = request.session.get(SEAT), request.session.get(UNTIL)
    if not key or not until:
        return None
    seat = Seat.objects.filter(pk=UUID(key), pk__in=_standing(at).values("seat")).first()
    if seat is None or datetime.fromisoformat(until) < at:
        forget(request)
        return None
    request.session[UNTIL] = (at + IDLE).isoformat()
    return seat


def forget(request: HttpRequest) -> None:
    """Take the key back; whatever else the session holds stays, such as a draft."""
    request.session.pop(SEAT, None)
    request.session.pop(UNTIL, None)


def leave(request: HttpRequest) -> None:
    """End the visit. On a shared computer nothing of it is left."""
    if request.user.is_authenticated:
        forget(request)
    else:
        request.session.flush()


def _standing(at: datetime) -> QuerySet[AccessCode]:
    """Access codes that open something today."""
    in_time = Q(until=None) | Q(until__gte=localdate(at))
    return AccessCode.objects.filter(
        in_time, purpose=AccessCode.Purpose.CODE, revoked_at=None, seat__case__kind="report"
    )


def _digest(code: str) -> str:
    try:
        return code_digest(code)
    except Misread:
        return code_digest(NOBODYS)


def reference_of(typed: str) -> str:
    """The reference somebody typed, however they typed it; empty when it cannot be one."""
    try:
        return read_reference(typed, prefix="RP")
    except Misread:
        return ""
