"""One case of the matrix, and everybody who might ask about it."""

from datetime import timedelta

from django.utils import timezone

from api.models import PublicSession, Token
from api.scopes import EVERYTHING
from obstacles.models import Membership, Role
from tests.factories import body, fresh, official, person
from workflow.models import AccessCode
from workflow.steps import take_step

from .matrix_tables import CONSULTATION, EVERY_WALK, OBSTACLE, REPORT
from .test_every_step import Office

# Whose secret opens nothing, or nothing but the addresses of reporters.
NOT_SIGNED_IN = (
    "visitor",
    "reporter",
    "reporter of another report",
    "suspended coordinator",
    "coordinator with a token that ended",
    "coordinator with a token taken back",
    "coordinator on another network",
)
# Who is somebody, and nobody here.
STRANGERS = (
    "nobody",
    "superuser",
    "expert without a seat",
    "management",
    "administrator",
    "data protection officer",
    "coordinator who left",
    "another body",
    "front office of another town",
    "body whose share was ended",
    "body whose share ran out",
)
SEATED = (
    "intake",
    "coordinator",
    "coordinator who reads only",
    "coordinator for reports only",
    "lead expert",
    "expert",
    "asked body",
    "program of the asked body",
    "expert without a seat, of the asked body",
    "front office",
    "colleague in the front office",
    "body it is shared with",
)
PRINCIPALS = NOT_SIGNED_IN + STRANGERS + SEATED
# What a token leaves of the rights of its person.
SCOPES = {
    "coordinator who reads only": ("read",),
    "coordinator for reports only": ("read", "contact", "reports:write"),
}


def role_of(name, kind, state):
    """The part that a principal plays at a case in a state, by hand; "" for none."""
    walk = EVERY_WALK[kind][state].split()
    led = {REPORT: state == "LINKED", OBSTACLE: "assign" in walk, CONSULTATION: True}[kind]
    acts = "ACTING_BODY" if kind == OBSTACLE and "propose_solution" in walk else ""
    asked = "PARTNER" if kind == CONSULTATION and state != "DRAFT" else acts
    filed = "FRONT_OFFICE" if kind == REPORT else ""
    return {
        "intake": "INTAKE" if kind != CONSULTATION else "",
        "coordinator": "COORDINATOR",
        "coordinator who reads only": "COORDINATOR",
        "coordinator for reports only": "COORDINATOR",
        "lead expert": "LEAD_EXPERT" if led else "",
        "expert": "EXPERT" if led else "",
        "asked body": asked,
        "program of the asked body": asked,
        "expert without a seat, of the asked body": asked,
        "front office": filed,
        "colleague in the front office": filed,
        "body it is shared with": "READER" if kind == OBSTACLE else "",
    }.get(name, "")


class Everybody(Office):
    """A case in the state asked for, and the secret with which each principal comes."""

    def __init__(self, kind, state):
        super().__init__()
        self.partly = state == "RESOLVED_PARTIALLY"
        self.case = self.brought_to(kind, state)
        if kind == OBSTACLE:
            self.share()
        take_step(self.case, "note", by=self.coordinator, at=self.at, answers={"text": "N."})
        self.case = fresh(self.case)
        self.own_code = AccessCode.objects.filter(seat__case=self.case, purpose="code").first()
        self.report("take_up")
        self.other_code = AccessCode.objects.get(seat=self.reporter.seat, purpose="code")
        self.secrets = {**self.of_strangers(), **self.of_the_seated(), **self.of_the_rest()}

    def brought_to(self, kind, state):
        walk = EVERY_WALK[kind][state]
        if state == "MERGED":
            return self.walked(kind, "merge")
        if state == "DRAFT":
            return self.asked_draft()
        return self.walked(kind, walk)

    def answers(self, case):
        told = super().answers(case)
        if self.partly:
            told["resolve"] |= {"extent": "partially", "solved_sides": [], "open_sides": ["NL"]}
        return told

    def share(self):
        ends = {"reader": None, "ended": None, "late": timezone.localdate() - timedelta(days=1)}
        for slug, until in ends.items():
            self.take(self.case, "share", bodies=[body(slug).slug], until=until)
        self.take(self.case, "unshare", bodies=["ended"])

    def of_strangers(self):
        left = official(Role.COORDINATOR)
        ended = timezone.localdate() - timedelta(days=1)
        Membership.objects.filter(user=left.user).update(until=ended)
        people = {
            "nobody": official(),
            "superuser": official(is_superuser=True, is_staff=True),
            "expert without a seat": official(Role.EXPERT),
            "management": official(Role.MANAGEMENT),
            "administrator": official(Role.ADMINISTRATOR),
            "data protection officer": official(Role.DATA_PROTECTION),
            "coordinator who left": left,
            "another body": official(Role.PARTNER, of=body("other-ministry")),
            "front office of another town": official(Role.FRONT_OFFICE, of=body("gip")),
            "body whose share was ended": official(Role.PARTNER, of=body("ended")),
            "body whose share ran out": official(Role.PARTNER, of=body("late")),
        }
        return {name: secret(who.user) for name, who in people.items()}

    def of_the_seated(self):
        both = person(Role.EXPERT)
        Membership.objects.create(user=both, authority=self.ministry, role=Role.PARTNER)
        program = person(Role.PARTNER, of=self.ministry, is_service=True, password="!")
        users = {
            "intake": self.intake.user,
            "coordinator": self.coordinator.user,
            "coordinator who reads only": self.coordinator.user,
            "coordinator for reports only": self.second.user,
            "lead expert": self.expert.user,
            "expert": self.other.user,
            "asked body": self.partner.user,
            "program of the asked body": program,
            "expert without a seat, of the asked body": both,
            "front office": self.office.user,
            "colleague in the front office": person(Role.FRONT_OFFICE, of=body("office")),
            "body it is shared with": person(Role.PARTNER, of=body("reader")),
        }
        return {name: secret(who, SCOPES.get(name, EVERYTHING)) for name, who in users.items()}

    def of_the_rest(self):
        """Secrets that sign nobody in; those of reporters open their own addresses."""
        suspended = person(Role.COORDINATOR, is_active=False)
        return {
            "visitor": "",
            "reporter": session(self.own_code),
            "reporter of another report": session(self.other_code),
            "suspended coordinator": secret(suspended),
            "coordinator with a token that ended": secret(self.second.user, days=-1),
            "coordinator with a token taken back": secret(self.second.user, revoked=True),
            "coordinator on another network": secret(self.second.user, networks=["10.0.0.0/8"]),
        }


def session(code):
    return PublicSession.issue(code)[1] if code else ""


def secret(user, scopes=EVERYTHING, *, revoked=False, **more):
    token, told = Token.issue(user, name="matrix", scopes=scopes, **more)
    if revoked:
        token.revoked_at = timezone.now()
        token.save()
    return told
