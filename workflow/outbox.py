"""The outbox as those see it who keep the post going: what left, what waits, what stopped."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from obstacles.keys import new_key

from . import alarm
from .actors import Actor, Official
from .models import Case, Notice
from .roles import Role

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})


class StillWaitsError(Exception):
    """A letter that has not left yet, or that no relay carries."""


def keeps_post(actor: Actor) -> bool:
    """Whether somebody may see which letters left; nobody reads them here."""
    return isinstance(actor, Official) and bool(actor.offices & KEEPERS)


def letters_owed() -> QuerySet[Notice]:
    """All letters, without their words and addresses."""
    return Notice.objects.defer("facts", "address")


def references_seen(actor: Actor, notices: list[Notice]) -> dict[UUID, str]:
    """The references of the cases that this reader sees; one query for all letters."""
    seen = Case.objects.visible_to(actor).filter(pk__in={one.case_id for one in notices})
    found = seen.select_related("report", "obstacle", "consultation")
    return {one.pk: one.reference for one in found}


@transaction.atomic
def send_again(key: UUID, *, now: datetime) -> Notice:
    """Owe a letter once more; whether its reader may still be told is asked when it leaves."""
    letters: Any = letters_owed()
    notice: Notice = letters.select_for_update(of=("self",), no_key=True).get(pk=key)
    settled = notice.sent_at or notice.stopped_at
    if notice.way != Notice.Way.EMAIL or not settled:
        raise StillWaitsError
    notice.sent_at = notice.stopped_at = None
    notice.attempts, notice.last_error, notice.due_at = 0, "", now
    # A mailbox would take the old name for a letter that it has already.
    notice.message_id = f"<{new_key()}@passerelle>"
    notice.save(
        update_fields=["sent_at", "stopped_at", "attempts", "last_error", "due_at", "message_id"]
    )
    alarm.wake(alarm.POST)
    return notice
