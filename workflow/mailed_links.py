"""Whether the link of a letter still leads somewhere, and how a body gets a new one.

A link lives until a week after the day to answer by, or after our last letter: every reminder
carries a link that works.
"""

import hashlib
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from obstacles.references import Misread, read_reference

from . import alarm, policy
from .locators import locator_digest, locator_of
from .models import AccessCode, Case, Notice, Seat
from .roles import Role
from .states import Asking, Kind

LIVES_ON = timedelta(days=7)
BETWEEN_LETTERS = timedelta(minutes=10)
A_DAY = timedelta(days=1)
MOST_COLLEAGUES = 5
LOCATOR = AccessCode.Purpose.LOCATOR


class Standing(Enum):
    """Where the link of a letter leads today."""

    OPEN = "open"
    EXPIRED = "expired"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"


def find(locator: str) -> AccessCode | None:
    """The code behind a link of ours, whether or not it still leads anywhere."""
    known = AccessCode.objects.filter(purpose=LOCATOR, digest=locator_digest(locator))
    return known.select_related(
        "seat__authority",
        "seat__case__consultation__authority",
        "seat__case__consultation__obstacle__theme",
    ).first()


def standing(code: AccessCode, *, at: datetime) -> Standing:
    """Say where a link leads today."""
    today = localdate(at)
    if (code.seat.until is not None and code.seat.until < today) or code.seat.authority.retired:
        return Standing.ENDED
    if code.revoked_at is not None:
        newer = code.seat.codes.filter(purpose=LOCATOR, revoked_at=None).exists()
        return Standing.REPLACED if newer else Standing.TAKEN_BACK
    return Standing.OPEN if today <= last_day(code) else Standing.EXPIRED


def last_day(code: AccessCode) -> date:
    """The last day of a link. It does not end while the body waits for our answer."""
    case = code.seat.case
    if code.until is not None:
        return code.until
    if case.state == Asking.QUESTION_BACK:
        return date.max
    days = [case.opened_at.date(), answer_by(case)]
    letter = case.notices.filter(recipient=f"body:{code.seat.authority.slug}")
    days += letter.order_by("-due_at").values_list("due_at__date", flat=True)[:1]
    return max(day for day in days if day) + LIVES_ON


def answer_by(case: Case) -> date | None:
    """The day by which the body answers, as its clock says."""
    clock = case.deadlines.filter(rule="S3").order_by("-started_by__number", "-id").first()
    return clock.due_on if clock else case.consultation.answer_by


def locator_for(seat: Seat) -> str:
    """The way to a question for somebody who signed in; no letter needs to have brought it."""
    live = seat.codes.filter(purpose=LOCATOR, revoked_at=None).order_by("id").last()
    code = live or AccessCode(seat=seat, purpose=LOCATOR)
    locator = locator_of(code.pk)
    if code.digest != locator_digest(locator):
        code.digest = locator_digest(locator)
        code.save()
    return locator


@transaction.atomic
def renew(seat: Seat, *, at: datetime) -> None:
    """Mail the body a link that works; asked again within minutes, the first letter stands."""
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    fresh = seat.case.notices.filter(letter="new_link", due_at__gt=at - BETWEEN_LETTERS)
    if fresh.exists():
        return
    for code in seat.codes.filter(purpose=LOCATOR, revoked_at=None):
        if standing(code, at=at) == Standing.OPEN:
            break
        code.revoked_at = at
        code.save(update_fields=["revoked_at"])
    else:
        code = AccessCode(seat=seat, purpose=LOCATOR)
        code.digest = locator_digest(locator_of(code.pk))
        code.save()
    _owe(seat, "new_link", f"body:{seat.authority.slug}", seat.authority.email, at)


def renew_for(reference: str, address: str, *, at: datetime) -> None:
    """Mail a new link where reference and address belong together; otherwise do nothing."""
    try:
        wanted = read_reference(reference, prefix="CN")
    except Misread:
        return
    seats = Seat.objects.filter(role=Role.PARTNER, case__kind=Kind.CONSULTATION)
    asked = seats.filter(case__consultation__reference=wanted, authority__email__iexact=address)
    for seat in asked.select_related("authority", "case__consultation__authority"):
        if policy.holders(seat.case, Role.PARTNER).filter(pk=seat.pk).exists():
            renew(seat, at=at)


def same_house(seat: Seat, address: str) -> bool:
    """Whether an address belongs to the mail domain of the body."""
    return bool(seat.authority.email) and _domain(address) == _domain(seat.authority.email)


@transaction.atomic
def tell_colleague(seat: Seat, address: str, *, at: datetime) -> bool:
    """Send our letter to a colleague in the same house; False after five on one day."""
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    told = seat.case.notices.filter(recipient__startswith="colleague:", due_at__gt=at - A_DAY)
    if not same_house(seat, address) or told.count() >= MOST_COLLEAGUES:
        return False
    who = hashlib.sha256(address.lower().encode()).hexdigest()[:8]
    _owe(seat, "request", f"colleague:{seat.authority.slug}:{who}", address, at)
    return True


def _owe(seat: Seat, letter: str, recipient: str, address: str, at: datetime) -> None:
    """Put a letter into the outbox, on the newest line of the log."""
    case = seat.case
    entry = case.log.order_by("-number").first()
    due = {"address": address, "due_at": at, "sent_at": None, "stopped_at": None, "attempts": 0}
    key = case.key_at(at)
    made = {
        "id": key,
        "case": case,
        "language": case.consultation.language,
        "facts": _facts(case, at),
        "message_id": f"<{key}@passerelle>",
    }
    Notice.objects.update_or_create(
        entry=entry,
        recipient=recipient,
        letter=letter,
        defaults={**due, "message_id": f"<{key}@passerelle>"},
        create_defaults={**due, **made},
    )
    alarm.wake(alarm.POST)


def _facts(case: Case, at: datetime) -> dict[str, Any]:
    day = answer_by(case)
    return {
        "reference": case.reference,
        "kind": case.kind,
        "answer_by": day,
        "is_late": day is not None and localdate(at) > day,
    }


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()
