"""Small true worlds: every case is opened and walked through the real door."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from obstacles.models import (
    Area,
    Authority,
    Border,
    Destination,
    Membership,
    Obstacle,
    Reason,
    Role,
    Theme,
    User,
)
from workflow.actors import Actor, Bearer, Clock, Official, Rule, Visitor
from workflow.models import Case
from workflow.states import Kind
from workflow.steps import open_case, take_step

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Europe/Brussels"))
_numbers = count(1)


def _names(word: str) -> dict[str, str]:
    return {f"name_{code}": word for code in ("nl", "fr", "de", "en")}


def centre() -> Authority:
    return Authority.objects.get_or_create(
        slug="centre",
        defaults={
            "is_centre": True,
            "kind": "centre",
            "level": "international",
            **_names("Centre"),
        },
    )[0]


def body(slug: str = "ministry", **more: Any) -> Authority:
    given = {"kind": "ministry", "level": "national", "email": f"{slug}@example.org", **more}
    return Authority.objects.get_or_create(slug=slug, defaults={**_names(slug), **given})[0]


def person(role: Role | None = None, *, of: Authority | None = None, **more: Any) -> User:
    """A person; with a role, a member of the centre or of another body."""
    name = more.pop("username", None) or f"person{next(_numbers)}"
    user = User.objects.create(username=name, email=f"{name}@example.org", **more)
    if role is not None:
        Membership.objects.create(user=user, authority=of or centre(), role=role)
    return user


def official(role: Role | None = None, **more: Any) -> Official:
    return Official(person(role, **more))


def border(slug: str = "be-nl") -> Border:
    return Border.objects.get_or_create(
        slug=slug, defaults={"kind": "land", **_names(slug.upper())}
    )[0]


def theme(slug: str = "health") -> Theme:
    return Theme.objects.get_or_create(slug=slug, defaults={"level": 1, **_names(slug)})[0]


def area(code: str = "NL") -> Area:
    return Area.objects.get_or_create(
        code=code,
        defaults={
            "level": 0,
            "kind": "country",
            "official_name": code,
            "scope": "area",
            "code_status": "verified_2021",
            **_names(code),
        },
    )[0]


def reason(step: str, code: str = "other", **more: Any) -> Reason:
    texts = {
        f"{part}_{lang}": code
        for part in ("label", "sentence")
        for lang in ("nl", "fr", "de", "en")
    }
    return Reason.objects.get_or_create(step=step, code=code, defaults={**texts, **more})[0]


def destination(slug: str = "solvit") -> Destination:
    what = {f"what_{lang}": "It helps." for lang in ("nl", "fr", "de", "en")}
    return Destination.objects.get_or_create(
        slug=slug, defaults={"kind": "solvit", **_names("SOLVIT"), **what}
    )[0]


def story(**more: Any) -> dict[str, Any]:
    """The answers of a report's form."""
    border(more.get("border", "be-nl"))
    told = {
        "account": "My diploma as a nurse does not count on the other side of the river.",
        "language": "nl",
        "border": "be-nl",
        "reporter_kind": "citizen",
        "contact_way": "email",
        "email": "nurse@example.org",
        "contact_language": "nl",
    }
    return {**told, **more}


class World:
    """The people a case meets, and a case that walks from one to the next."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at
        self.intake = official(Role.INTAKE)
        self.coordinator = official(Role.COORDINATOR)
        self.second = official(Role.COORDINATOR)
        self.expert = official(Role.EXPERT)
        self.ministry = body()
        self.partner = official(Role.PARTNER, of=self.ministry)
        self.access_code = ""

    def later(self, **delta: float) -> datetime:
        self.at += timedelta(**(delta or {"hours": 1}))
        return self.at

    def report(self, *steps: str, **told: Any) -> Case:
        """A report, walked along the named steps, each by whoever it is for."""
        opened = open_case(Kind.REPORT, by=Visitor(), at=self.at, answers=story(**told))
        self.access_code = opened.access_code
        self.reporter = Bearer(opened.case.seats.get(bearer=True))
        for name in steps:
            self.take(opened.case, name)
        return fresh(opened.case)

    def obstacle(self, *steps: str, **told: Any) -> Case:
        """An obstacle, walked along the named steps."""
        border(), theme()
        answers = {
            "title": "Diplomas do not count",
            "language": "en",
            "borders": ["be-nl"],
            "theme": "health",
            "summary": "Nurses may not work across the border.",
        }
        opened = open_case(
            Kind.OBSTACLE, by=self.coordinator, at=self.at, answers={**answers, **told}
        )
        for name in steps:
            self.take(opened.case, name)
        return fresh(opened.case)

    def consultation(self, *steps: str) -> Case:
        """A question to the ministry, on an obstacle in consultation."""
        obstacle = self.obstacle("assign", "start_analysis", "consult")
        asked = obstacle.parts.get(kind=Kind.CONSULTATION)
        for name in steps:
            self.take(asked, name)
        return fresh(asked)

    def take(self, case: Case, name: str, by: Actor | None = None, **answers: Any) -> Any:
        """Take one step with answers that do, by whoever it is for."""
        default = self.answers(case).get((case.kind, name)) or self.answers(case).get(name, {})
        return take_step(
            case,
            name,
            by=by or self.whose(case, name),
            at=self.later(),
            answers={**default, **answers},
        )

    def whose(self, case: Case, name: str) -> Actor:
        """Whoever the step is for, in this world."""
        roles = {str(role) for role in case.steps[name].by}
        if "REPORTER" in roles and case.kind == Kind.REPORT:
            return Bearer(case.seats.get(bearer=True))
        order = {
            "COORDINATOR": self.coordinator,
            "INTAKE": self.intake,
            "PARTNER": self.partner,
            "CLOCK": Clock(),
            "RULE": Rule(case.pk),
        }
        if name == "approve":
            return self.second
        return next(actor for role, actor in order.items() if role in roles)

    def answers(self, case: Case) -> dict[Any, dict[str, Any]]:
        """Answers that do for every step; single ones are overridden by the caller."""
        day = self.at.date()
        words = {"words_en": "It is done.", "words_nl": "Het is klaar."}
        ask = {
            "subject": "Diplomas of nurses",
            "question": "Would you accept these diplomas?",
            "language": "nl",
            "packet": ["summary", "sides"],
        }
        position = {
            "position": "willing",
            "text": "Yes, from next year.",
            "language": "nl",
            "may_be_quoted": "yes",
        }
        return {
            "ask_reporter": {
                "question": "Which diploma?",
                "language": "nl",
                "answer_by": day + timedelta(days=10),
            },
            "reply": {"answer": "Nursing, level four."},
            "add": {"addition": "It happened again."},
            "message": {"text": "We are looking into it.", "language": "nl"},
            "note": {"text": "Looks like the case of last year."},
            "link": {
                "title": "Diplomas",
                "language": "en",
                "borders": ["be-nl"],
                "theme": theme().slug,
            },
            "unlink": {"reason": "wrong one"},
            "redirect": {
                "destination": destination().slug,
                "why": reason("redirect", "authority").code,
                "words": "SOLVIT is quicker.",
                "language": "nl",
            },
            "reject": {
                "why": reason("reject", "private").code,
                "words": "This is a private dispute.",
                "language": "nl",
            },
            (Kind.REPORT, "answer"): {"words": "This form helps.", "language": "nl"},
            (Kind.CONSULTATION, "answer"): position,
            "correct_answer": position,
            (Kind.REPORT, "withdraw"): {"reason": ""},
            (Kind.CONSULTATION, "withdraw"): {"reason": "no longer needed"},
            "confirm_effect": {"felt": "felt"},
            "reopen": {"reason": "there is news"},
            (Kind.REPORT, "hand_over"): {"to": self.intake.user.username, "note": "yours"},
            (Kind.OBSTACLE, "hand_over"): {"to": self.expert.user.username, "note": "yours"},
            "assign": {"lead": self.expert.user.username},
            "consult": {**ask, "bodies": [self.ministry.slug], "send_now": True},
            "send": ask,
            "propose_solution": {
                "kind": "domestic_law",
                "text": "Change the decree.",
                "language": "en",
                "bodies": [self.ministry.slug],
            },
            "revise": {"reason": "not enough"},
            "adopt": {"act_reference": "Decree 1", "milestones": "2027-03-01 Bill to parliament"},
            "report_progress": {
                "milestone": "Bill to parliament",
                "reached_on": day,
                "words": "It is in parliament.",
            },
            "edit_side": {
                "area": area().code,
                "nature": "legislative_provision",
                "position": "willing",
                "state": "open",
                "language": "en",
            },
            "resolve": {"extent": "completely", "solved_sides": [area().code], **words},
            "close_unresolved": {
                "why": reason("close_unresolved").code,
                "still_possible": "You can go to court.",
                "language": "en",
                **words,
            },
            "dismiss": {"why": reason("dismiss").code, **words},
            "hold": {"why": reason("hold").code, "review_on": day + timedelta(days=60)},
            "escalate": {"level": "directors", "body": self.ministry.slug},
            "unmerge": {"reason": "they differ"},
            "send_back": {"reason": "too long"},
            "retract": {"reason": "wrong"},
            "accept": {"handled_by": "Unit B"},
            "decline": {"why": reason("decline").code},
            "forward": {"body": body("agency").slug},
            "split": {"bodies": [body("agency").slug], "part": "training"},
            "ask_back": {"question": "Which year?"},
            "clarify": {"words": "From 2020."},
            "request_extension": {"until": day + timedelta(days=40), "reason": "holidays"},
            "extend": {"until": day + timedelta(days=40), "reason": "holidays"},
            "close": {"taken_from_it": "They are willing."},
            "share": {"bodies": [self.ministry.slug]},
            "unshare": {"bodies": [self.ministry.slug]},
            "extend_deadline": {"rule": "S4", "reason": "complex"},
        }


def fresh(case: Case) -> Case:
    """The case as the database has it now."""
    return Case.objects.get(pk=case.pk)


def day(text: str) -> date:
    return date.fromisoformat(text)


def obstacle_of(case: Case) -> Obstacle:
    return Obstacle.objects.get(pk=case.obstacle_id)
