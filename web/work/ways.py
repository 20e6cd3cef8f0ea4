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
from workflow.roles import STAFF
from workflow.states import STATES, Kind, Publication

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
    later: tuple[Blocked, ...]


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
    at_once = frozenset(one.step.name for one in blocked if stands_where_it_begins(case, one.step))
    likely = next(
        (one for one in likely_steps(case) if one in {step.name for step in possible}), ""
    )
    found = [_way(case, step, likely) for step in possible]
    main = [one for one in found if one.step.name not in ASIDE]
    return Ways(
        main=tuple(sorted(main, key=lambda one: not one.is_likely)),
        aside=tuple(one for one in found if one.step.name in ASIDE),
        blocked=tuple(one for one in blocked if one.step.name in at_once),
        later=tuple(one for one in blocked if one.step.name not in at_once),
    )


def _of_staff(case: Case) -> Iterator[Step]:
    for step in case.steps.values():
        if step.by & STAFF and not step.opens and step.name not in ELSEWHERE:
            yield step


def stands_where_it_begins(case: Case, step: Step) -> bool:
    """Whether only a condition or another role stands between the case and a step."""
    return getattr(case, step.field) in step.moves


def likely_steps(case: Case) -> tuple[str, ...]:
    """The steps that usually come next, the likeliest first."""
    usual = LIKELY.get((case.kind, case.state), ("reopen",))
    first = ("approve", *usual) if case.publication == "IN_REVIEW" else usual
    return tuple(name for name in first if name in case.steps)


def refusal(case: Case, step: Step, actor: Actor) -> str | None:
    """Why this actor cannot take a step now, in words; None when they can."""
    if not policy.may_take(step, case, actor):
        return _("For: %(roles)s.") % {"roles": get_text_list(role_names(step), _("or"))}
    reason = why_not_now(case, step)
    return _comes_when(case, step) if reason == "" else reason


def _comes_when(case: Case, step: Step) -> str:
    words = Publication if step.field == "publication" else STATES[Kind(case.kind)]
    states = [str(words(one).label) for one in step.moves]
    return _("Comes when it is: %(states)s.") % {"states": get_text_list(states, _("or"))}


def _way(case: Case, step: Step, likely: str) -> Way:
    url = reverse("work-step", args=[case.reference, step.name])
    said = [leads_to_words(step, case), *clocks(step, case)]
    return Way(step, url, " ".join(one for one in said if one), step.name == likely)


def leads_to_words(step: Step, case: Case) -> str:
    """Where a step leads, as a sentence."""
    state = leads_to(step, case)
    return _("Then: %(state)s.") % {"state": state} if state else ""
