"""Clocks start, stop, pause and move with the steps that say so."""

from datetime import date, datetime
from typing import Any

from workflow import calendars, periods
from workflow.models import Deadline, Pause
from workflow.states import Intake, Kind

from .act import Act

CENTRE_CALENDAR = "BE"
# States in which a clock goes on although a step would stop it: a question while LINKED.
NO_PAUSE = {("ask_reporter", Intake.LINKED)}


def move_deadlines(act: Act) -> None:
    """Start, stop, pause and resume clocks; each keeps its rule, version and reason."""
    for code in act.step.stops:
        _stop(act, code)
    for code in act.step.starts:
        if _starts(act, code):
            _start(act, code)
    if (act.step.name, act.case.state) not in NO_PAUSE:
        _pause(act)
    _resume(act)
    _move(act)
    if act.case.closed_at is not None:
        _stop_all(act)


def _stop(act: Act, code: str) -> None:
    for clock in act.case.deadlines.filter(rule=code, ended_on=None):
        end = Deadline.End.MET if act.day <= clock.due_on else Deadline.End.MISSED
        _end(act, clock, end)


def _end(act: Act, clock: Deadline, end: str) -> None:
    clock.ended_on, clock.ended_at, clock.ended_as = act.day, act.at, end
    clock.save(update_fields=["ended_on", "ended_at", "ended_as"])
    clock.pauses.filter(until_on=None).update(until_on=act.day)


def _stop_all(act: Act) -> None:
    """A closed case owes nothing more, but for the questions whether it helped."""
    for clock in act.case.deadlines.filter(ended_on=None).exclude(rule__startswith="E"):
        late = act.day > clock.due_on
        _end(act, clock, Deadline.End.MISSED if late else Deadline.End.STOPPED)


def _starts(act: Act, code: str) -> bool:
    """A clock of which one runs already goes on; the effect is asked after resolutions only."""
    if code.startswith("E"):
        parent = act.case.parent
        return parent is not None and parent.state.startswith("RESOLVED")
    return not act.case.deadlines.filter(rule=code, ended_on=None).exists()


def _start(act: Act, code: str) -> None:
    rule = periods.rule(code)
    starts_on = _starts_on(act, code)
    set_on = _day_set(act, code)
    calendar = calendar_of(act)
    due = periods.due(rule, starts_on=starts_on, calendar=calendar, set_on=set_on)
    Deadline.objects.create(
        id=act.case.key_at(act.at),
        case=act.case,
        rule=rule.code,
        rule_version=rule.version,
        calendar=calendar,
        started_by=act.entry,
        starts_on=starts_on,
        due_on=due.on,
        set_on=set_on,
        why=due.as_json(),
        then=rule.then or "",
    )


def _starts_on(act: Act, code: str) -> date:
    if act.step.name == "submit":
        return act.case.report.received_on
    if code == "R1":
        return act.facts["answer_by"]
    return act.day


def _day_set(act: Act, code: str) -> date | None:
    """The day somebody named instead of the rule's length."""
    match code:
        case "S3":
            return act.case.consultation.answer_by
        case "S5":
            return act.facts["review_on"]
        case _:
            return None


def calendar_of(act: Act) -> str:
    """The calendar of whoever owes: the asked body's, otherwise the centre's."""
    if act.case.kind == Kind.CONSULTATION:
        area = act.case.consultation.authority.area
        return calendars.calendar_of(area.code) if area else CENTRE_CALENDAR
    return CENTRE_CALENDAR


def _pause(act: Act) -> None:
    for clock in act.case.deadlines.filter(rule__in=act.step.pauses, ended_on=None):
        if not clock.pauses.filter(until_on=None).exists():
            Pause.objects.create(deadline=clock, from_on=act.day)
            recount(clock, today=act.day, at=act.at)


def _resume(act: Act) -> None:
    for clock in act.case.deadlines.filter(rule__in=act.step.resumes, ended_on=None):
        clock.pauses.filter(until_on=None).update(until_on=act.day)
        recount(clock, today=act.day, at=act.at)


def _move(act: Act) -> None:
    """Extensions: a body's day is set anew, a rule's own extension is granted once."""
    match act.step.name:
        case "extend" | "clarify" if act.facts.get("until") or act.facts.get("answer_by"):
            new_day = act.facts.get("until") or act.facts["answer_by"]
            _extend(act, "S3", set_on=new_day, reason=act.facts.get("reason", ""))
        case "extend_deadline":
            _extend(act, act.facts["rule"], extended=True, reason=act.facts["reason"])


def _extend(act: Act, code: str, *, reason: str, **change: Any) -> None:
    for clock in act.case.deadlines.filter(rule=code, ended_on=None):
        for name, value in change.items():
            setattr(clock, name, value)
        clock.extension_reason = reason
        recount(clock, today=act.day, at=act.at)


def recount(clock: Deadline, *, today: date, at: datetime) -> None:
    """Count the due day anew from rule, start, pauses and extension; keep the one it had."""
    due = count(clock, today=today)
    if due.on != clock.due_on:
        clock.earlier = [*clock.earlier, [clock.due_on.isoformat(), at.isoformat()]]
    clock.due_on, clock.why = due.on, due.as_json()
    clock.save(
        update_fields=["due_on", "earlier", "why", "set_on", "extended", "extension_reason"],
    )


def count(clock: Deadline, *, today: date) -> periods.Due:
    """The due day as a pure function of what the clock keeps."""
    return periods.due(
        periods.rule(clock.rule, clock.rule_version),
        starts_on=clock.starts_on,
        calendar=clock.calendar,
        pauses=[periods.Pause(one.from_on, one.until_on) for one in clock.pauses.all()],
        extended=clock.extended,
        set_on=clock.set_on,
        today=today,
    )
