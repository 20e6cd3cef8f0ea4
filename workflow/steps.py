"""THE DOOR. Every change of a case goes through ``open_case`` or ``take_step``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from . import ledger, openings, policy
from .actors import Actor, Bearer, Visitor
from .consequences import CONSEQUENCES, Act
from .grammar import Step
from .locks import lock
from .models import Case, Entry
from .moments import Moment
from .permits import allowed_step, filled_in, not_overtaken, role_names, who, why_not_now
from .procedure import opening
from .refusals import NotNow, NotYours, Unknown
from .states import NEW, Kind

DRAWS = 5
# Consultations start from an obstacle only, by its step `consult`.
NOUNS = {Kind.REPORT: openings.new_report, Kind.OBSTACLE: openings.new_obstacle}


@dataclass(frozen=True)
class Opened:
    """A new case, its first line, and the access code that is shown once."""

    case: Case
    entry: Entry
    access_code: str = ""


def open_case(
    kind: Kind, *, by: Actor, at: datetime, answers: Any = None, files: Any = None
) -> Opened:
    """Open a case, or raise NotYours or Incomplete and leave nothing behind.

    References are drawn at random; one that is taken is drawn again.
    """
    if kind not in NOUNS:
        raise Unknown
    step = opening(kind)
    if not policy.may_open(step, kind, by):
        raise NotYours(str(step.label), role_names(step))
    told = filled_in(step, answers, files, case=None)
    for draw in range(DRAWS):
        try:
            with transaction.atomic():
                return _open(kind, step, told, by=by, at=at)
        except IntegrityError as error:
            if "reference" not in str(error) or draw == DRAWS - 1:
                raise
    raise AssertionError("unreachable")


def _open(kind: Kind, step: Step, told: dict[str, Any], *, by: Actor, at: datetime) -> Opened:
    moment = Moment(by, at)
    case = openings.new_case(kind, NOUNS[kind](told, moment), moment, parent=None)
    return _enter(case, step, told, moment)


def _enter(case: Case, step: Step, told: dict[str, Any], moment: Moment) -> Opened:
    """Write a new case, its chairs and its first line."""
    case.moment = Moment(moment.by, case.kept_time(moment.at))
    getattr(case, step.name)(**told)
    case.save(force_insert=True)
    code = ""
    if case.kind == Kind.REPORT:
        seat, code = openings.seat_reporter(case, moment)
        openings.seat_front_office(case, moment)
        if isinstance(moment.by, Visitor):
            case.moment = Moment(Bearer(seat), case.moment.at)
    entry = _write(case, step, told, before=NEW)
    return Opened(case, entry, code)


@transaction.atomic
def take_step(
    case: Case,
    name: str,
    *,
    by: Actor,
    at: datetime,
    answers: Any = None,
    files: Any = None,
    seen: int | None = None,
) -> Entry:
    """Take a case one step further, or raise a Refused and leave it as it was."""
    locked = lock(case, name, answers, by=by)
    step = allowed_step(locked, name, by)
    moment = Moment(by, _never_back(locked, locked.kept_time(at)))
    locked.moment = moment
    _stands_where_it_begins(locked, step)
    not_overtaken(locked, seen)
    told = filled_in(step, answers, files, case=locked)
    return _take(locked, step, told, moment)


def _take(case: Case, step: Step, told: dict[str, Any], moment: Moment) -> Entry:
    if step.name == "link":
        told = {**told, "parent": _obstacle_case(told, moment)}
    before = case.state
    getattr(case, step.name)(**told)
    case.version += step.versioned
    _mark_times(case, moment.at)
    case.save()
    if case.kind != Kind.REPORT:
        case.subject.save()
    if step.name == "send":
        openings.give_locator(case)
    entry = _write(case, step, told, before=before)
    if step.name in openings.AFTER:
        for new in openings.AFTER[step.name](case, told):
            _open_beneath(case, new, moment)
    return entry


def _open_beneath(case: Case, new: openings.Opening, moment: Moment) -> None:
    parent = case if case.kind == Kind.OBSTACLE else case.parent
    child = openings.new_case(Kind.CONSULTATION, new.subject, moment, parent=parent)
    opened = _enter(child, opening(Kind.CONSULTATION), {}, moment)
    if new.then:
        step = opened.case.steps[new.then]
        _take(opened.case, step, _told_to_send(new.answers), opened.case.moment or moment)


def _told_to_send(answers: dict[str, Any]) -> dict[str, Any]:
    wanted = ("subject", "question", "language", "packet", "documents", "answer_by")
    return {name: answers[name] for name in wanted}


def _obstacle_case(told: dict[str, Any], moment: Moment) -> Case:
    """The case a report is linked to: the one of a known obstacle, or a new one."""
    if told["obstacle"]:
        return Case.objects.get(obstacle=told["obstacle"])
    words = {"summary": "", **told}
    subject = openings.new_obstacle(words, moment)
    fresh = openings.new_case(Kind.OBSTACLE, subject, moment, parent=None)
    kept = {name: words[name] for name in ("title", "language", "borders", "theme", "summary")}
    return _enter(fresh, opening(Kind.OBSTACLE), kept, moment).case


def _never_back(case: Case, at: datetime) -> datetime:
    """Times never go back within a case, even where two clocks disagree."""
    return max(at, case.changed_at)


def _stands_where_it_begins(case: Case, step: Step) -> None:
    reason = why_not_now(case, step)
    if reason is not None:
        raise NotNow(str(step.label), state=case.state_label, version=case.version, reason=reason)


def _mark_times(case: Case, at: datetime) -> None:
    case.changed_at = at
    if not case.is_closed:
        case.closed_at = None
    elif case.closed_at is None:
        case.closed_at = at


def _write(case: Case, step: Step, told: dict[str, Any], *, before: str) -> Entry:
    """Write one line of the log and everything that follows from it."""
    entry = ledger.write_line(case, step, told, before=before)
    act = Act(case, entry, step, before, told)
    for follow in CONSEQUENCES:
        follow(act)
    return entry


__all__ = ["Opened", "allowed_step", "open_case", "take_step", "who", "why_not_now"]
