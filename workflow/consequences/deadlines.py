"""Clocks start, stop, pause and move with the steps that say so."""

from datetime import date

from workflow import calendars, periods
from workflow.models import Deadline
from workflow.states import Intake, Kind

from .act import Act
from .running import CENTRE_CALENDAR, end, pause, recount, resume, revive

# Steps that do what a clock asks for. Any other step that ends it only stops it.
MEETS: dict[str, frozenset[str]] = {
    "S1": frozenset({"ask_reporter", "message", "answer", "redirect", "reject", "link"}),
    "S2": frozenset({"answer", "redirect", "reject", "link"}),
    "S3": frozenset({"answer", "decline", "forward"}),
    "S4": frozenset({"propose_solution"}),
    "S5": frozenset({"resume", "close_unresolved"}),
    "R1": frozenset({"reply"}),
}
IN_TRIAGE = frozenset({Intake.RECEIVED, Intake.IN_TRIAGE})


def move_deadlines(act: Act) -> None:
    """Start, stop, pause and resume clocks; each keeps its rule, version and reason."""
    for clock in _running(act, act.step.stops):
        end(clock, act.at, met=_is_met(act, clock.rule))
    for code in [code for code in act.step.starts if _starts(act, code)]:
        _start(act, code)
    for clock in _running(act, act.step.pauses):
        pause(clock, act.at)
    for clock in _running(act, act.step.resumes):
        resume(clock, act.at)
    _move(act)
    if act.case.closed_at is not None:
        _stop_all(act)


def _running(act: Act, codes: tuple[str, ...]) -> list[Deadline]:
    if not codes:
        return []
    return list(act.case.deadlines.filter(rule__in=codes, ended_on=None).order_by("rule"))


def _is_met(act: Act, code: str) -> bool:
    """Whether the step is what the clock waited for, and was told to whoever waits."""
    return act.step.name in MEETS.get(code, ()) and not act.case.silent


def _stop_all(act: Act) -> None:
    """A closed case owes nothing more, but for the questions whether it helped."""
    for clock in act.case.deadlines.filter(ended_on=None).exclude(rule__startswith="E"):
        end(clock, act.at, met=False)


def _starts(act: Act, code: str) -> bool:
    """A clock of which one runs already goes on; a new question sets the reporter a new day."""
    running = _running(act, (code,))
    if code == "R1":
        for clock in running:
            end(clock, act.at, met=False)
        return True
    return not running and _is_wanted(act, code)


def _is_wanted(act: Act, code: str) -> bool:
    """Triage is owed in triage only; the effect is asked after resolutions only."""
    if code == "S2":
        return act.case.state in IN_TRIAGE
    if code.startswith("E"):
        parent = act.case.parent
        return parent is not None and parent.state.startswith("RESOLVED")
    return True


def _start(act: Act, code: str) -> None:
    rule = periods.rule(code)
    calendar = calendar_of(act)
    starts_on = _starts_on(act, code, calendar)
    set_on = _day_set(act, code)
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
        then=_then(act, rule),
    )


def _then(act: Act, rule: periods.Rule) -> str:
    """The step the clock takes; a report that hangs on an obstacle does not lapse."""
    if rule.then == "lapse" and act.case.state != Intake.AWAITING_REPORTER:
        return ""
    return rule.then or ""


def _starts_on(act: Act, code: str, calendar: str) -> date:
    if act.step.name == "submit":
        received: date = act.case.report.received_on
        return received
    if code == "R1":
        asked: date = act.facts["answer_by"]
        return asked
    return calendars.day_in(calendar, act.at)


def _day_set(act: Act, code: str) -> date | None:
    """The day somebody named instead of the rule's length."""
    match code:
        case "S3":
            asked: date | None = act.case.consultation.answer_by
            return asked
        case "S5":
            review: date = act.facts["review_on"]
            return review
        case _:
            return None


def calendar_of(act: Act) -> str:
    """The calendar of whoever owes: the asked body's, otherwise the centre's."""
    if act.case.kind == Kind.CONSULTATION:
        area = act.case.consultation.authority.area
        return calendars.calendar_of(area.code) if area else CENTRE_CALENDAR
    return CENTRE_CALENDAR


def _move(act: Act) -> None:
    """Extensions: a body's day is set anew, a rule's own extension is granted once."""
    match act.step.name:
        case "extend":
            _set_anew(act, act.facts["until"], reason=act.facts["reason"])
        case "clarify" if act.facts.get("answer_by"):
            _set_anew(act, act.facts["answer_by"], reason="")
        case "extend_deadline":
            for clock in _running(act, (act.facts["rule"],)):
                clock.extended, clock.extension_reason = True, act.facts["reason"]
                recount(clock, act.at)
        case "unmerge":
            revive(act.case, act.entry)


def _set_anew(act: Act, day: date, *, reason: str) -> None:
    """Only a pause after the new day was set moves it."""
    for clock in _running(act, ("S3",)):
        clock.set_on, clock.extension_reason = day, reason
        clock.set_since = calendars.day_in(clock.calendar, act.at)
        recount(clock, act.at)
