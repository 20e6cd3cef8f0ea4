"""Loads the demonstration, and leaves the outbox as an office of today would have it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import translation
from django.utils.timezone import localdate

from obstacles.models import User
from workflow import alarm
from workflow.models import Notice

from .accounts import make_accounts
from .bodies import give_mailboxes
from .documented import bring, documented
from .letterbox import reports
from .people import Office

BATCH = 20
# The last account made: when it is there, everything before it is.
LAST = "admin"


def is_loaded() -> bool:
    """Whether the demonstration was loaded to its end."""
    return User.objects.filter(username=LAST, last_name="Smit", is_staff=True).exists()


@transaction.atomic
def load(*, now: datetime, say: Callable[[str], None]) -> None:
    """Bring people, obstacles and reports through the door: all of them or, if killed, none."""
    with translation.override("en"):
        people = make_accounts()
        give_mailboxes()
        office = Office(people, localdate(now))
        rows = documented()
        _in_batches(rows, lambda row: bring(row, office), say, "documented obstacles")
        plan = list(reports(office))
        _in_batches(plan, lambda tell: tell(), say, "reports")
        _clear_desk(now)
    User.objects.filter(username=LAST).update(is_staff=True)


def _in_batches(
    rows: Sequence[Any], act: Callable[[Any], Any], say: Callable[[str], None], name: str
) -> None:
    for start in range(0, len(rows), BATCH):
        for row in rows[start : start + BATCH]:
            act(row)
        say(f"{name}: {min(start + BATCH, len(rows))} of {len(rows)}")


def _clear_desk(now: datetime) -> None:
    """Letters of the past were sent in the past; the queue holds only what is still to do."""
    old = Notice.objects.filter(sent_at=None, due_at__lt=now - timedelta(days=1))
    old.update(sent_at=F("due_at"), attempts=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs"
            " WHERE status = 'todo' AND task_name IN ('post', 'errands')"
        )
    alarm.wake(alarm.POST)
    alarm.wake(alarm.ERRANDS)
