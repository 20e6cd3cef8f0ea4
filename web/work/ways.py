"""Steps you can take, and those you cannot take now, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from workflow import policy
from workflow.actors import Actor
from workflow.grammar import Step
from workflow.models import Case
from workflow.models.case import Moment
from workflow.permits import role_names, why_not_now
from workflow.refusals import NotNow
from workflow.roles import STAFF

from .effects import clocks, leads_to

# The step that usually comes next, by kind and state; the first possible one is filled.
LIKELY = {
    ("report", "RECEIVED"): ("take_up",),
    ("report", "IN_TRIAGE"): ("link",),
    ("report", "AWAITING_REPORTER"): ("message",),
    ("report", "LINKED"): ("message",),
    ("obstacle", "IDENTIFIED"): ("assign",),
    ("obstacle", "ASSIGNED"): ("start_analysis", "assign"),
    ("obstacle", "IN_ANALYSIS"): ("consult", "propose_solution"),
    ("obstacle", "IN_CONSULTATION"): ("consult",),
    ("obstacle", "SOLUTION_PROPOSED"): ("adopt", "revise"),
    ("obstacle", "IMPLEMENTING"): ("report_progress",),
    ("obstacle", "ON_HOLD"): ("resume",),
    ("consultation", "DRAFT"): ("send",),
    ("consultation", "QUESTION_BACK"): ("clarify",),
    ("consultation", "ANSWERED"): ("close",),
    ("consultation", "DECLINED"): ("close",),
    ("consultation", "FORWARDED"): ("close",),
}
KEYS = {"message": "m", "ask_reporter": "q", "consult": "c", "escalate": "e", "assign": "a"}
# Acts that move nothing stand beneath the steps; some have a place of their own on the page.
ASIDE = frozenset(
    {
        "attach",
        "correct_contact",
        "erase",
        "edit_side",
        "share",
        "unshare",
        "extend_deadline",
        "hand_over",
        "edit",
    }
)
ELSEWHERE = frozenset({"note"})


@dataclass(frozen=True)
class Way:
    """A step that is possible: where its form is, or that one press takes it."""

    step: Step
    url: str
    words: str
    is_likely: bool = False

    @property
    def key(self) -> str:
        return KEYS.get(self.step.name, "")

    @property
    def is_direct(self) -> bool:
        """Whether one press is enough: nothing is asked and nobody is told."""
        return self.step.form is None and not self.step.tells


@dataclass(frozen=True)
class Blocked:
    """A step that is not possible now, and why."""

    step: Step
    reason: str


@dataclass(frozen=True)
class Ways:
    main: tuple[Way, ...]
    aside: tuple[Way, ...]
    blocked: tuple[Blocked, ...]


def ways(case: Case, actor: Actor, *, at: datetime) -> Ways:
    """Sort every step of the staff: possible, possible but seldom, not now and why."""
    case.moment = Moment(actor, at)
    possible: list[Step] = []
    blocked: list[Blocked] = []
    for step in _of_staff(case):
        reason = refusal(case, step, actor)
        if reason is None:
            possible.append(step)
        elif step.name not in ASIDE:
            blocked.append(Blocked(step, reason))
    likely = next((one for one in _likely(case) if one in {step.name for step in possible}), "")
    found = [_way(case, step, likely) for step in possible]
    main = [one for one in found if one.step.name not in ASIDE]
    return Ways(
        main=tuple(sorted(main, key=lambda one: not one.is_likely)),
        aside=tuple(one for one in found if one.step.name in ASIDE),
        blocked=tuple(blocked),
    )


def _of_staff(case: Case) -> Iterator[Step]:
    for step in case.steps.values():
        if step.by & STAFF and not step.opens and step.name not in ELSEWHERE:
            yield step


def _likely(case: Case) -> tuple[str, ...]:
    if case.publication == "IN_REVIEW":
        return ("approve",)
    return LIKELY.get((case.kind, case.state), ("reopen",))


def refusal(case: Case, step: Step, actor: Actor) -> str | None:
    """Why this actor cannot take a step now, in words; None when they can."""
    if not policy.may_take(step, case, actor):
        return _("For: %(roles)s.") % {"roles": get_text_list(role_names(step), _("or"))}
    reason = why_not_now(case, step)
    if reason is None:
        return None
    label, state = str(step.label), case.state_label
    return NotNow(label, state=state, version=case.version, reason=reason).message


def _way(case: Case, step: Step, likely: str) -> Way:
    url = reverse("work-step", args=[case.reference, step.name])
    said = [leads_to_words(step, case), *clocks(step, case)]
    return Way(step, url, " ".join(one for one in said if one), step.name == likely)


def leads_to_words(step: Step, case: Case) -> str:
    """Where a step leads, as a sentence."""
    state = leads_to(step, case)
    return _("Then: %(state)s.") % {"state": state} if state else ""
