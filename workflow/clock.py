"""What falls to the clock: steps whose day has passed, reminders, and days that move in a pause.

Everything is asked again under the lock of the case. So it may run as often as one likes, late,
or twice at once, and still each step is taken once.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from .actors import Clock
from .calendars import day_in
from .consequences.running import count, recount
from .models import Case, Deadline
from .refusals import Refused
from .steps import take_step

log = logging.getLogger(__name__)

BEFORE = (timedelta(days=7), timedelta(days=2))
WEEK = timedelta(days=7)


def run_clock(*, now: datetime) -> int:
    """Take every step and give every reminder that is due; return how many."""
    return sum(_look_at(key, now=now) for key in list(_candidates(now)))


def _candidates(now: datetime) -> Any:
    """Running clocks that may ask for something; in some zone it may be tomorrow already."""
    latest = (now + timedelta(days=1)).date()
    passed = ~Q(then="") & Q(due_on__lt=latest)
    reminded = Q(rule="S3") | Q(rule="R1", reminded_on=None)
    near = reminded & Q(due_on__lte=latest + max(BEFORE))
    paused = Q(pauses__isnull=False, pauses__until_on=None)
    found = Deadline.objects.filter(passed | near | paused, ended_on=None).distinct()
    return found.order_by("case_id", "due_on", "id").values_list("pk", flat=True)


def _look_at(key: Any, *, now: datetime) -> bool:
    """Do what one clock asks for; trouble with one does not stop the others."""
    try:
        return _do(key, now=now)
    except Refused:
        return False
    except Exception:
        log.exception("Clock %s was not looked at", key)
        return False


@transaction.atomic
def _do(key: Any, *, now: datetime) -> bool:
    case = Case.objects.select_for_update(no_key=True).filter(deadlines=key).first()
    clock = Deadline.objects.filter(pk=key, ended_on=None).first()
    if case is None or clock is None:
        return False
    today = day_in(clock.calendar, now)
    if count(clock, today=today).on != clock.due_on:
        recount(clock, now)
    step = owed(clock, today=today)
    if not step:
        return False
    take_step(case, step, by=Clock(), at=now)
    _write_down(clock, step, today=today, now=now)
    return True


def owed(clock: Deadline, *, today: date) -> str:
    """The step that a running clock asks for today, if any."""
    if clock.then and today > clock.due_on:
        return clock.then
    if clock.rule == "S3" and _is_reminder_due(clock, today):
        return "remind"
    if clock.then == "lapse" and not clock.reminded_on and today >= clock.due_on - WEEK:
        return "remind_reporter"
    return ""


def _is_reminder_due(clock: Deadline, today: date) -> bool:
    """Whether the newest day for a reminder came after the question and the last reminder."""
    last = max(filter(None, (clock.starts_on, clock.set_since, clock.reminded_on)))
    return any(last < day <= today for day in reminder_days(clock.due_on, today=today))


def reminder_days(due_on: date, *, today: date) -> Iterator[date]:
    """Seven and two days before the day, then every week after it, up to today."""
    yield from (due_on - before for before in BEFORE)
    weeks = (today - due_on) // WEEK
    yield from (due_on + number * WEEK for number in range(1, weeks + 1))


def _write_down(clock: Deadline, step: str, *, today: date, now: datetime) -> None:
    """A reminder is given at most once a day; a question that was asked has met its clock."""
    row = Deadline.objects.filter(pk=clock.pk, ended_on=None)
    if step == clock.then:
        row.update(ended_on=today, ended_at=clock.case.kept_time(now), ended_as=Deadline.End.MET)
    else:
        row.update(reminded_on=today)
