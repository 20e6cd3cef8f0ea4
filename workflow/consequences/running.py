"""What happens to one clock: it ends, pauses, goes on, comes back, and is counted anew."""

from datetime import date, datetime

from obstacles.keys import new_key
from workflow import calendars, periods
from workflow.models import Case, Deadline, Entry, Pause
from workflow.states import Resolution

CENTRE_CALENDAR = "BE"
COUNTED = ["due_on", "earlier", "why", "set_on", "set_since", "extended", "extension_reason"]
# Clocks that the undoing of a merge brings back, as they ran before.
REVIVED = ("S4", "S5")


def end(clock: Deadline, at: datetime, *, met: bool) -> None:
    """End a clock on the day of a step: kept, stopped before its day, or missed."""
    day = calendars.day_in(clock.calendar, at)
    if clock.pauses.filter(until_on=None).update(until_on=day):
        recount(clock, at)
    in_time = Deadline.End.MET if met else Deadline.End.STOPPED
    clock.ended_on, clock.ended_at = day, at
    clock.ended_as = in_time if day <= clock.due_on else Deadline.End.MISSED
    clock.save(update_fields=["ended_on", "ended_at", "ended_as"])


def pause(clock: Deadline, at: datetime) -> None:
    if not clock.pauses.filter(until_on=None).exists():
        Pause.objects.create(deadline=clock, from_on=calendars.day_in(clock.calendar, at))
        recount(clock, at)


def resume(clock: Deadline, at: datetime) -> None:
    clock.pauses.filter(until_on=None).update(until_on=calendars.day_in(clock.calendar, at))
    recount(clock, at)


def revive(case: Case, entry: Entry) -> None:
    """Run the clocks on that a merge stopped, as new rows; the time in between was a pause."""
    merged = case.log.filter(step="merge").latest("number").at
    for old in case.deadlines.filter(rule__in=REVIVED, ended_at=merged):
        if old.ended_as != Deadline.End.MET:
            _run_on(old, entry, on_hold=case.state == Resolution.ON_HOLD)


def _run_on(old: Deadline, entry: Entry, *, on_hold: bool) -> None:
    assert old.ended_on is not None
    pauses = [*old.pauses.values_list("from_on", "until_on")]
    clock = Deadline.objects.get(pk=old.pk)
    clock.pk, clock.started_by, clock.earlier = new_key(), entry, []
    clock.ended_on, clock.ended_at, clock.ended_as = None, None, ""
    clock.save(force_insert=True)
    until = None if on_hold else calendars.day_in(clock.calendar, entry.at)
    pauses.append((old.ended_on, until))
    for since, to in pauses:
        Pause.objects.create(deadline=clock, from_on=since, until_on=to)
    recount(clock, entry.at)


def recount(clock: Deadline, at: datetime) -> None:
    """Count the due day anew from what the clock keeps, and remember the one it had."""
    due = count(clock, today=calendars.day_in(clock.calendar, at))
    if due.on != clock.due_on:
        clock.earlier = [*clock.earlier, [clock.due_on.isoformat(), at.isoformat()]]
    clock.due_on, clock.why = due.on, due.as_json()
    clock.save(update_fields=COUNTED)


def count(clock: Deadline, *, today: date) -> periods.Due:
    """The due day as a pure function of what the clock keeps."""
    return periods.due(
        periods.rule(clock.rule, clock.rule_version),
        starts_on=clock.starts_on,
        calendar=clock.calendar,
        pauses=[periods.Pause(one.from_on, one.until_on) for one in clock.pauses.all()],
        extended=clock.extended,
        set_on=clock.set_on,
        set_since=clock.set_since,
        today=today,
    )
