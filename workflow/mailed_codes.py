"""A new access code by mail, for whoever reported, left an address and lost the code.

The code is drawn when its letter leaves, and only its hash is kept. The codes before it stay good
but for those mailed earlier: whoever asks for a code has shown nothing yet.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from obstacles.models import ContactWay
from obstacles.references import Misread, code_digest, new_access_code, read_reference

from . import alarm
from .models import AccessCode, Case, Notice
from .states import Kind

LETTER = "new_code"
BETWEEN_LETTERS = timedelta(minutes=10)
CODE = AccessCode.Purpose.CODE


def renew_for(reference: str, address: str, *, at: datetime) -> None:
    """Owe a letter where report and address belong together; otherwise do nothing."""
    try:
        wanted = read_reference(reference, prefix="RP")
    except Misread:
        return
    case = Case.objects.of(Kind.REPORT).filter(
        report__reference=wanted,
        report__erased_on=None,
        report__contact__way=ContactWay.EMAIL,
        report__contact__email__iexact=address,
    )
    if found := case.first():
        _owe(found.pk, at)


@transaction.atomic
def _owe(key: Any, at: datetime) -> None:
    """Put the letter into the outbox; asked again within minutes, the first one stands."""
    case = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=key)
    earlier = case.notices.filter(letter=LETTER)
    seats = case.seats.filter(bearer=True, codes__purpose=CODE, codes__revoked_at=None)
    if earlier.filter(due_at__gt=at - BETWEEN_LETTERS).exists() or not seats.exists():
        return
    made = case.key_at(at)
    due = {"due_at": at, "sent_at": None, "stopped_at": None, "attempts": 0}
    contact = case.report.contact
    told = {
        "address": contact.email,
        "language": contact.language,
        "message_id": f"<{made}@passerelle>",
    }
    facts = {"reference": case.reference, "kind": case.kind}
    Notice.objects.update_or_create(
        entry=case.log.order_by("-number").first(),
        recipient="reporter",
        letter=LETTER,
        defaults={**due, **told},
        create_defaults={**due, **told, "id": made, "case": case, "facts": facts},
    )
    alarm.wake(alarm.POST)


def drawn_for(notice: Notice) -> dict[str, str]:
    """What only the letter itself knows: a fresh code, drawn as it leaves."""
    if notice.letter != LETTER:
        return {}
    seat = notice.case.seats.get(bearer=True)
    first, *mailed = seat.codes.filter(purpose=CODE, revoked_at=None).order_by("id")
    seat.codes.filter(pk__in=[one.pk for one in mailed]).update(revoked_at=notice.due_at)
    code = new_access_code()
    AccessCode.objects.create(
        seat=seat,
        purpose=CODE,
        digest=code_digest(code),
        until=first.until,
    )
    return {"access_code": code}
