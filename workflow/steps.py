"""THE DOOR. Every change of a case goes through ``open_case`` or ``take_step``, and no other way."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from . import openings, policy
from .actors import Actor, Bearer, Visitor, signature
from .consequences import CONSEQUENCES, Act
from .grammar import Step
from .ledger import chained, facts_in_words
from .models import Case, Entry
from .models.case import Moment
from .procedure import opening
from .refusals import Incomplete, NotNow, NotYours, Overtaken, Unknown
from .roles import Role
from .states import NEW, Kind

DRAWS = 5


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
    step = opening(kind)
    if not policy.may_open(step, kind, by):
        raise NotYours(str(step.label), _role_names(step))
    told = _filled_in(step, answers, files, case=None)
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
    noun = openings.new_report if kind == Kind.REPORT else openings.new_obstacle
    case = openings.new_case(kind, noun(told, moment), moment, parent=None)
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
    locked = _lock(case, by)
    step = allowed_step(locked, name, by)
    moment = Moment(by, _never_back(locked, locked.kept_time(at)))
    locked.moment = moment
    _stands_where_it_begins(locked, step)
    _not_overtaken(locked, seen)
    told = _filled_in(step, answers, files, case=locked)
    return _take(locked, step, told, moment)


def _take(case: Case, step: Step, told: dict[str, Any], moment: Moment) -> Entry:
    if step.name == "link":
        told = {**told, "parent": _obstacle_case(told, moment)}
    before = case.state
    _run(case, step, told)
    case.version += step.versioned
    _mark_times(case, moment.at)
    case.save()
    if case.kind != Kind.REPORT:
        case.subject.save()
    if step.name == "send":
        openings.give_locator(case)
    entry = _write(case, step, told, before=before)
    for new in openings.AFTER.get(step.name, _nothing)(case, told):
        _open_beneath(case, new, moment)
    return entry


def _nothing(case: Case, told: dict[str, Any]) -> tuple[()]:
    return ()


def _run(case: Case, step: Step, told: dict[str, Any]) -> None:
    """Run the step's method with the answers it asks for."""
    getattr(case, step.name)(**told)


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


def allowed_step(case: Case, name: str, by: Actor) -> Step:
    """The step of this name, or Unknown; NotYours where another role takes it."""
    step = case.steps.get(name)
    if step is None or step.opens:
        raise Unknown
    if not policy.may_take(step, case, by):
        raise NotYours(str(step.label), _role_names(step))
    return step


def why_not_now(case: Case, step: Step) -> str | None:
    """Say why a step is not possible where the case stands; None when it is."""
    if not can_proceed(getattr(case, step.name), check_conditions=False):
        return ""
    return (step.needs(case) or None) if step.needs else None


def _role_names(step: Step) -> list[str]:
    hidden = {Role.IMPORT}
    return [str(role.label) for role in Role if role in step.by - hidden]


def _lock(case: Case, by: Actor) -> Case:
    """Lock the row and hand out the proxy of its kind, if this actor may see it."""
    found = (
        Case.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("report", "obstacle__theme", "consultation__authority__area")
        .filter(pk=case.pk)
        .first()
    )
    if found is None:
        raise Unknown
    return found


def _never_back(case: Case, at: datetime) -> datetime:
    """Times never go back within a case, even where two clocks disagree."""
    return max(at, case.changed_at)


def _stands_where_it_begins(case: Case, step: Step) -> None:
    reason = why_not_now(case, step)
    if reason is not None:
        raise NotNow(str(step.label), state=case.state_label, version=case.version, reason=reason)


def _not_overtaken(case: Case, seen: int | None) -> None:
    if seen in (None, case.version):
        return
    last = case.log.exclude(version=0).order_by("-version", "number").first()
    raise Overtaken(
        version=case.version,
        state=case.state_label,
        who=who(last) if last else "",
        at=last.at if last else None,
    )


def who(entry: Entry) -> str:
    """Name whoever wrote a line, for colleagues; outside the house only the part they played."""
    if entry.actor_kind == "official":
        user = Entry._meta.apps.get_model("obstacles", "User").objects.filter(pk=entry.actor)
        return str(user.first() or _("a former colleague"))
    if entry.actor_kind == "bearer":
        seat = entry.case.seats.filter(pk=entry.actor).select_related("authority").first()
        return seat.speaker if seat else ""
    names = {"clock": _("the clock"), "rule": _("a rule"), "import": _("an import")}
    return names.get(entry.actor_kind, "")


def _filled_in(step: Step, answers: Any, files: Any, *, case: Case | None) -> dict[str, Any]:
    """Read the answers through the step's form, or raise Incomplete with what is missing."""
    if step.form is None:
        return {}
    form = step.form({} if answers is None else answers, files, case=case)  # type: ignore[call-arg]
    if not form.is_valid():
        raise Incomplete({name: list(errors) for name, errors in form.errors.items()})
    return dict(form.cleaned_data)


def _mark_times(case: Case, at: datetime) -> None:
    case.changed_at = at
    if not case.is_closed:
        case.closed_at = None
    elif case.closed_at is None:
        case.closed_at = at


def _write(case: Case, step: Step, told: dict[str, Any], *, before: str) -> Entry:
    """Write one line of the log and everything that follows from it."""
    moment = case.moment
    assert moment is not None
    actor_kind, actor = signature(moment.by)
    last = case.log.order_by("-number").first()
    entry = Entry(
        id=case.key_at(moment.at),
        case=case,
        number=(last.number if last else 0) + 1,
        step=step.name,
        before=before,
        after=case.state,
        publication=case.publication,
        version=case.version,
        actor_kind=actor_kind,
        actor=actor,
        at=moment.at,
        facts=facts_in_words(step, told),
        salt=secrets.token_hex(16),
    )
    chained(entry, after=last.chain if last else "").save(force_insert=True)
    act = Act(case, entry, step, before, told)
    for follow in CONSEQUENCES:
        follow(act)
    return entry


__all__ = ["Opened", "allowed_step", "open_case", "take_step", "who", "why_not_now"]
