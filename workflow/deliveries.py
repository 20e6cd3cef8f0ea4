"""Hands announcements to the addresses that wait for them, and tries again for a day.

A delivery is lent out before it is sent: a worker that dies gives it back after two minutes, and
the next one sends it under the same key. At least once, by design.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models import F

from . import alarm, wire
from .announcing import MEDIA_TYPE, announcement_of
from .models import Delivery, Notice, Webhook
from .signatures import signed

log = logging.getLogger(__name__)

AT_ONCE = 50
LENT = timedelta(minutes=2)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 819))
PATIENCE = timedelta(days=5)
KEPT = timedelta(days=30)
GONE = 410
REFUSED = "address_refused"
OFF = "switched_off"
AGENT = "Passerelle"
Clock = Callable[[], datetime]


def send_owed(*, clock: Clock) -> int:
    """Send what is due, at most fifty; return how many were looked at.

    An address that fails rests for the remaining run, so that one that hangs holds up no other.
    """
    resting: set[UUID] = set()
    looked_at = 0
    while looked_at < AT_ONCE:
        delivery = _lend(clock(), resting)
        if delivery is None:
            break
        looked_at += 1
        if not _hand_over(delivery, clock=clock):
            resting.add(delivery.webhook_id)
    return looked_at


def waiting(*, now: datetime) -> Any:
    """Deliveries that are due, the oldest first."""
    owed = Delivery.objects.filter(status=Delivery.Status.WAITING, due_at__lte=now)
    return owed.order_by("due_at", "id")


@transaction.atomic
def _lend(now: datetime, resting: set[UUID]) -> Delivery | None:
    """Take the next delivery for two minutes, in which no other worker sees it as due."""
    free = waiting(now=now).exclude(webhook__in=resting)
    rows = free.select_for_update(skip_locked=True, no_key=True, of=("self",))
    delivery: Delivery | None = rows.select_related("webhook__owner", "entry").first()
    if delivery is not None:
        delivery.attempts += 1
        delivery.due_at = now + LENT
        delivery.save(update_fields=["attempts", "due_at"])
    return delivery


def _hand_over(delivery: Delivery, *, clock: Clock) -> bool:
    """Send one message; False where its address had better rest."""
    if delivery.webhook.off:
        _settle(delivery, now=clock(), trouble=OFF)
        return False
    body = announcement_of(delivery, now=clock())
    if body is None:  # nothing that its owner may know: not even that it was owed
        delivery.delete()
        return True
    try:
        status = wire.send(delivery.webhook.url, body, _headers(delivery, body, clock()))
    except wire.NotPermittedError:
        return _failed(delivery, None, REFUSED, now=clock())
    except wire.NotReachedError as trouble:
        return _failed(delivery, None, str(trouble), now=clock())
    if 200 <= status < 300:
        return _delivered(delivery, status, now=clock())
    return _failed(delivery, status, "", now=clock())


def _headers(delivery: Delivery, body: bytes, now: datetime) -> dict[str, str]:
    at = int(now.timestamp())
    marks = signed(delivery.webhook.drawn, message=str(delivery.pk), at=at, body=body)
    return {"Content-Type": MEDIA_TYPE, "User-Agent": AGENT, "Connection": "close", **marks}


def _delivered(delivery: Delivery, status: int, *, now: datetime) -> bool:
    delivery.status, delivery.answered, delivery.trouble = Delivery.Status.DELIVERED, status, ""
    _close(delivery, now)
    Webhook.objects.filter(pk=delivery.webhook_id).exclude(failing_since=None).update(
        failing_since=None
    )
    return True


def _failed(delivery: Delivery, status: int | None, trouble: str, *, now: datetime) -> bool:
    """Try again later, or give up; an address that failed for days is switched off."""
    delivery.answered = status
    if status == GONE or delivery.attempts > len(WAITS):
        _settle(delivery, now=now, trouble=trouble)
    else:
        delivery.trouble = trouble
        delivery.due_at = now + WAITS[delivery.attempts - 1]
        delivery.save(update_fields=["answered", "trouble", "due_at"])
    Webhook.objects.filter(pk=delivery.webhook_id, failing_since=None).update(failing_since=now)
    _watch(delivery, status, now=now)
    return False


def _settle(delivery: Delivery, *, now: datetime, trouble: str) -> None:
    delivery.status, delivery.trouble = Delivery.Status.FAILED, trouble
    _close(delivery, now)


def _close(delivery: Delivery, now: datetime) -> None:
    """Nothing is due any more; of an anonymous report the day is kept and nothing finer."""
    delivery.due_at = None
    delivery.settled_at = delivery.case.kept_time(now) if delivery.case else now
    delivery.save(update_fields=["status", "answered", "trouble", "due_at", "settled_at"])


def _watch(delivery: Delivery, status: int | None, *, now: datetime) -> None:
    webhook = Webhook.objects.get(pk=delivery.webhook_id)
    since = webhook.failing_since or now
    if status == GONE:
        switch_off(webhook, Webhook.Why.GONE, now=now)
    elif now - since > PATIENCE:
        switch_off(webhook, Webhook.Why.FAILURES, now=now)


@transaction.atomic
def switch_off(webhook: Webhook, why: Webhook.Why, *, now: datetime) -> bool:
    """Send nothing more to an address, and tell its owner, once; False where it was off."""
    on = Webhook.objects.filter(pk=webhook.pk, off="")
    if not on.update(off=why, off_on=now.date(), version=F("version") + 1):
        return False
    owed = webhook.deliveries.filter(status=Delivery.Status.WAITING)
    owed.update(status=Delivery.Status.FAILED, trouble=OFF, due_at=None)
    if why != Webhook.Why.OWNER:
        _tell_owner(webhook, now=now)
    return True


def _tell_owner(webhook: Webhook, *, now: datetime) -> None:
    """A letter hangs on a line of the log: on the last one that was owed to this address."""
    last = webhook.deliveries.exclude(case=None).order_by("-id").select_related("case").first()
    if last is None or last.case is None:
        return
    key = last.case.key_at(now)
    Notice.objects.get_or_create(
        entry=last.entry,
        recipient=f"user:{webhook.owner_id}",
        letter="webhook_off",
        defaults={
            "id": key,
            "case": last.case,
            "user": webhook.owner,
            "language": webhook.owner.language,
            "facts": {"reference": last.case.reference, "host": urlsplit(webhook.url).hostname},
            "message_id": f"<{key}@passerelle>",
            "due_at": last.case.kept_time(now),
        },
    )
    alarm.wake(alarm.POST)


def owe_again(delivery: Delivery, *, now: datetime) -> None:
    """Send a message once more, under the same key, as its owner may have it now."""
    delivery.status, delivery.attempts, delivery.due_at = Delivery.Status.WAITING, 0, now
    delivery.answered, delivery.trouble, delivery.settled_at = None, "", None
    delivery.save()
    alarm.wake(alarm.DELIVERIES)


def forget_old(*, now: datetime) -> None:
    """Keep the list of deliveries for thirty days."""
    done = Delivery.objects.exclude(status=Delivery.Status.WAITING)
    done.filter(owed_on__lt=(now - KEPT).date()).delete()
