"""The world in which the examples of the description are sent: people, bodies, codes, cases."""

import re
from datetime import date, timedelta

from django.utils import timezone

from obstacles.models import Role
from tests.factories import (
    World,
    area,
    body,
    border,
    destination,
    fresh,
    official,
    reason,
    story,
    theme,
)
from tests.permissions.test_matrix import WALKS
from workflow import policy
from workflow.actors import Clock
from workflow.moments import Moment
from workflow.permits import why_not_now
from workflow.procedure import steps
from workflow.states import Kind
from workflow.steps import open_case

# The day on which the examples were written: days in them move with the calendar.
WRITTEN_ON = date(2026, 11, 23)
DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")
REFERENCE = re.compile(r"(OB|RP|CN)-[0-9A-Z]{6}$")
# Steps whose case no walk leads to.
SPECIAL = {
    (Kind.OBSTACLE, "approve"): "edit_side assign start_analysis request_review",
    (Kind.OBSTACLE, "send_back"): "edit_side assign start_analysis request_review",
    (Kind.OBSTACLE, "retract"): "edit_side assign start_analysis request_review approve",
    (Kind.OBSTACLE, "request_review"): "edit_side assign start_analysis",
    (Kind.OBSTACLE, "resolve"): "edit_side assign start_analysis propose_solution",
    (Kind.OBSTACLE, "unshare"): "assign share",
    (Kind.OBSTACLE, "extend_deadline"): "assign start_analysis",
    (Kind.OBSTACLE, "report_progress"): "assign start_analysis propose_solution adopt",
    (Kind.CONSULTATION, "extend"): "accept request_extension",
    (Kind.OBSTACLE, "unmerge"): "merge",
    (Kind.CONSULTATION, "send"): "draft",
}


class ExampleWorld(World):
    """A world with the names that the examples name."""

    def __init__(self):
        super().__init__(at=timezone.now() - timedelta(hours=12))
        self.ministry = body("nl-min-bzk")
        self.partner = official(Role.PARTNER, of=self.ministry, username="partner-nl")
        self.expert = official(Role.EXPERT, username="expert-nl")
        self.front = official(Role.FRONT_OFFICE, of=body("gip"), username="frontoffice")
        self.dpo = official(Role.DATA_PROTECTION, username="dpo")
        area(), border(), theme(), destination()

    def needs(self, step, told):
        """Make what an example names by code."""
        if "why" in told:
            reason(step, told["why"])
        for slug in (*told.get("bodies", ()), told.get("body", "nl-min-bzk")):
            body(slug)
        for name in filter(None, (told.get("lead"), told.get("to"))):
            if not type(self.expert.user).objects.filter(username=name).exists():
                role = Role.EXPERT if name.startswith("expert") else Role.COORDINATOR
                official(role, username=name)

    def case_for(self, kind, name):
        """A case on which a step can be taken now, and by whom."""
        step = steps(kind)[name]
        for walk in self.walks(kind, step):
            case = self.walked(kind, walk)
            actor = self.taker(case, step)
            if actor is not None:
                return case, actor
        raise AssertionError(f"no way to {kind} {name}")

    def walks(self, kind, step):
        if (kind, step.name) in SPECIAL:
            return [SPECIAL[kind, step.name]]
        return [walk for state, walk in WALKS[kind].items() if state in step.moves]

    def walked(self, kind, walk):
        if walk == "merge":
            case = self.obstacle()
            self.take(case, "merge", into=self.obstacle().reference)
            return fresh(case)
        if walk == "draft":
            asked = self.obstacle("assign", "start_analysis")
            self.take(asked, "consult", send_now=False)
            return asked.parts.get(kind=Kind.CONSULTATION)
        if kind != Kind.REPORT:
            return getattr(self, kind.value)(*walk.split())
        return self.told_at_the_counter(walk.split())

    def told_at_the_counter(self, names):
        """A report that a front office wrote down, so that an official may speak for it."""
        told = story(channel="counter")
        case = open_case(Kind.REPORT, by=self.front, at=self.at, answers=told).case
        for name in names:
            step = case.steps[name]
            self.take(case, name, by=Clock() if name == "lapse" else self.taker(case, step))
            case = fresh(case)
        return case

    def taker(self, case, step):
        """Whoever may take a step now, of the people of this world."""
        people = (self.coordinator, self.intake, self.front, self.partner, self.dpo, self.second)
        for actor in people:
            case.moment = Moment(actor, timezone.now())
            if policy.may_take(step, case, actor) and why_not_now(case, step) is None:
                return actor
        return None

    def sent(self, told):
        """An example as it is sent in this world: real references, days after today."""
        if isinstance(told, dict):
            return {name: self.sent(one) for name, one in told.items()}
        if isinstance(told, list):
            return [self.sent(one) for one in told]
        if not isinstance(told, str):
            return told
        if REFERENCE.match(told):
            return getattr(self, KINDS[told[:2]])().reference
        return DAY.sub(moved, told)


KINDS = {"RP": "report", "OB": "obstacle", "CN": "consultation"}


def moved(found):
    passed = timezone.localdate() - WRITTEN_ON
    return (date.fromisoformat(found[0]) + passed).isoformat()
