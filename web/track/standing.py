"""Who has it now, and by when there is news. Every date says why."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.days import write_day
from workflow.models import Case, Deadline
from workflow.periods import explain
from workflow.states import AWAITED, Asking, Intake, Kind, Resolution

# Questions that left the house and were not answered yet; a question back waits for us.
WITH_BODY = AWAITED - {Asking.DRAFT, Asking.QUESTION_BACK} | {Asking.FORWARDED}
NEXT = {
    "S1": gettext_lazy("You hear from us by %(day)s."),
    "S2": gettext_lazy("We tell you how we go on by %(day)s."),
    "S3": gettext_lazy("The answer is due by %(day)s."),
    "S4": gettext_lazy("We want to have a proposal by %(day)s."),
    "S5": gettext_lazy("We look at it again on %(day)s."),
    "E6": gettext_lazy("On %(day)s we ask you whether it helped."),
    "E12": gettext_lazy("On %(day)s we ask you whether it helped."),
}
LATE = gettext_lazy("We expected news by %(day)s. That day has passed. It is late, and still open.")
# Which clock of the obstacle runs towards the next news.
OF_OBSTACLE = {
    Resolution.ASSIGNED: "S4",
    Resolution.IN_ANALYSIS: "S4",
    Resolution.ON_HOLD: "S5",
}


@dataclass(frozen=True)
class Expected:
    """The next date: what is to happen, and how the day was counted."""

    words: str
    why: str = ""
    on: date | None = None
    is_late: bool = False
    # Whether we are the ones who owe it.
    is_ours: bool = True


def asked_bodies(case: Case) -> list[Any]:
    """The bodies whose answer is awaited now."""
    waiting = [one for one in _questions(case) if one.state in WITH_BODY]
    return list(dict.fromkeys(one.consultation.authority for one in waiting))


def now_with(case: Case) -> tuple[str, bool]:
    """Who has it now, and whether that is somebody other than us."""
    if case.state in (Intake.AWAITING_REPORTER, Intake.LAPSED):
        return _("You"), True
    bodies = asked_bodies(case) if _is_asking(case) else []
    if bodies:
        return get_text_list([body.name for body in bodies], _("and")), True
    return (_("Nobody: this report is closed"), False) if case.is_closed else (_("Us"), False)


def expected(case: Case, *, today: date) -> Expected | None:
    """By when there is news; None where no day is set."""
    question = (
        case.messages.filter(kind="question", settled_at=None).order_by("-written_at").first()
    )
    if question and question.answer_by and not case.is_closed:
        return Expected(
            _("Please answer our question by %(day)s.") % {"day": said(question.answer_by)},
            _("We set this day when we asked. A later answer is welcome too."),
            question.answer_by,
            is_ours=False,
        )
    milestone = _milestone(case)
    if milestone:
        return Expected(
            _("The next step is planned for %(day)s.") % {"day": said(milestone.due_on)},
            milestone.title,
            milestone.due_on,
        )
    clock = _clock(case)
    return _of(clock, today) if clock else None


def said(day: date) -> str:
    return write_day(day)


def _of(clock: Deadline, today: date) -> Expected:
    late = clock.due_on < today
    frame = LATE if late else NEXT[clock.rule]
    return Expected(
        str(frame) % {"day": said(clock.due_on)}, explain(clock.why), clock.due_on, late
    )


def _clock(case: Case) -> Deadline | None:
    """The clock that runs towards the next news: the report's, its obstacle's, a question's."""
    mine = [clock for clock in case.running if clock.rule in NEXT]
    if mine or case.is_closed or case.parent is None:
        return mine[0] if mine else None
    if _is_asking(case):
        clocks = [clock for one in _questions(case) for clock in one.running if clock.rule == "S3"]
        return min(clocks, key=lambda clock: clock.due_on, default=None)
    rule = OF_OBSTACLE.get(Resolution(case.parent.state))
    return next((clock for clock in case.parent.running if clock.rule == rule), None)


def _milestone(case: Case) -> Any:
    if case.is_closed or case.parent is None or case.parent.state != Resolution.IMPLEMENTING:
        return None
    return case.parent.milestones.filter(reached_on=None).order_by("due_on").first()


def _is_asking(case: Case) -> bool:
    parent = case.parent
    return parent is not None and parent.state == Resolution.IN_CONSULTATION and not case.is_closed


def _questions(case: Case) -> list[Case]:
    """The consultations of the obstacle, with their bodies and clocks; asked once per page."""
    if "questions" not in case.__dict__:
        found = Case.objects.filter(parent=case.parent, kind=Kind.CONSULTATION)
        case.__dict__["questions"] = list(
            found.select_related("consultation__authority").prefetch_related("deadlines")
        )
    kept: list[Case] = case.__dict__["questions"]
    return kept
