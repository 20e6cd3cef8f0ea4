"""How each operation of the description is called with its example: by whom, and on what."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import mail

from api.models import Token
from workflow.locators import locator_of
from workflow.models import AccessCode, Case
from workflow.states import Kind

from .conftest import Caller, caller, place, reporter
from .example_hooks import exported, hooked
from .example_post import looked_at, settled

FILE = {"letter.txt": b"Dear ministry, we wrote before."}
# Operations that spell a step in other words.
STEPS = {
    "createConsultationNote": (Kind.CONSULTATION, "note"),
    "createObstacleNote": (Kind.OBSTACLE, "note"),
    "createReportNote": (Kind.REPORT, "note"),
    "createObstacleAssignment": (Kind.OBSTACLE, "assign"),
    "createObstacleConsultation": (Kind.OBSTACLE, "consult"),
    "createReportMessage": (Kind.REPORT, "message"),
    "createReportQuestion": (Kind.REPORT, "ask_reporter"),
    "attachReportToObstacle": (Kind.REPORT, "link"),
    "mergeObstacleIntoAnother": (Kind.OBSTACLE, "merge"),
    "undoMergeOfObstacle": (Kind.OBSTACLE, "unmerge"),
    "createReportAttachment": (Kind.REPORT, "attach"),
    "createObstacleAttachment": (Kind.OBSTACLE, "attach"),
    "createConsultationAttachment": (Kind.CONSULTATION, "attach"),
}
SOLVED = ("edit_side", "assign", "start_analysis", "propose_solution", "resolve")
PUBLISHED = ("edit_side", "assign", "start_analysis", "request_review", "approve")
BY_REPORTER = {
    "giveFeedback": ("take_up", "answer"),
    "withdrawOwnReport": (),
    "createPublicReportMessage": ("take_up", "ask_reporter"),
    "createPublicReportAttachment": (),
}


@dataclass
class Call:
    """One request: who sends it, where to, and what beside the example."""

    by: Caller
    blanks: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    about: Any = None
    body: Any = None
    query: str = ""


def call_of(name, path, world):
    """How an operation is called; a KeyError names one that nobody has thought of yet."""
    if name in STEPS:
        return of_step(world, *STEPS[name])
    if name in SINGLE:
        return SINGLE[name](world)
    if name in BY_REPORTER or path.startswith("/api/v1/public/reports/{key}"):
        return of_reporter(world, name)
    noun = path.removeprefix("/api/v1/").split("/")[0]
    return READ[noun](world)


def of_step(world, kind, name):
    case, actor = world.case_for(kind, name)
    more = {"match": f'"v{case.version}"'}
    if name == "attach":
        more["files"] = FILE
    return Call(caller(actor), {"key": case.reference}, more, about=case)


def of_reporter(world, name):
    case = world.report(*BY_REPORTER.get(name, ()))
    by = reporter(world, case)
    blanks, more = {"key": case.reference}, {}
    if name in ("readPublicReportAttachmentContent", "listPublicReportAttachments"):
        sent = by.send(f"/public{place(case)}/attachments", {}, files=FILE)
        blanks["file"] = sent.json()["attachments"][0]["id"]
    if name == "createPublicReportAttachment":
        more["files"] = FILE
    return Call(by, blanks, more, about=case)


def of_question(world):
    call = of_reporter(world, "createPublicReportMessage")
    call.blanks["question"] = str(call.about.messages.get(kind="question").pk)
    return call


def of_report(world):
    case = world.report("take_up", "ask_reporter")
    for step in ("note", "message", "attach"):
        sent = FILE if step == "attach" else None
        caller(world.coordinator).take(case, step, world.answers(case).get(step, {}), files=sent)
    return Call(caller(world.coordinator), {"key": case.reference}, about=case)


def of_obstacle(world):
    case = world.obstacle(*SOLVED[:2])
    world.take(case, "note")
    for name in SOLVED[2:]:
        world.take(case, name)
    attached(world, case)
    return Call(caller(world.coordinator), {"key": case.reference}, about=case)


def of_consultation(world):
    case = world.consultation("ask_back", "clarify", "accept", "answer")
    world.take(case, "note", by=world.coordinator)
    attached(world, case)
    return Call(caller(world.coordinator), {"key": case.reference}, about=case)


def of_asked(world):
    asked = world.consultation()
    return Call(caller(world.coordinator), {"key": asked.parent.obstacle.reference})


def attached(world, case):
    sent = caller(world.coordinator).take(case, "attach", {}, files=FILE)
    assert sent.status_code == 200, sent.json()
    listed = caller(world.coordinator).read(f"{place(case)}/attachments")
    return listed.json()["results"][0]["id"]


def of_file(world):
    key = attached(world, world.report("take_up"))
    return Call(caller(world.coordinator), {"key": key})


def of_register(world):
    case = world.obstacle(*PUBLISHED)
    return Call(caller(), {"key": case.reference}, about=case)


def session(world):
    case = world.report()
    told = {"reference": case.reference, "code": world.access_code}
    return Call(caller(), about=case, body=told)


def in_the_browser(world):
    by = caller()
    by.force_login(world.intake.user)
    return Call(by)


def own_token(world):
    by = in_the_browser(world).by
    return Call(by, {"key": str(Token.issue(world.intake.user, name="old", scopes=["read"])[0].pk)})


def changed(world):
    case = world.obstacle()
    return Call(caller(world.coordinator), {"key": case.reference}, {"match": '"v0"'}, about=case)


def triaged(world):
    case = world.report()
    return Call(caller(world.intake), {"key": case.reference}, {"match": '"v0"'}, about=case)


def given_longer(world):
    clock = world.obstacle("assign").deadlines.get(rule="S4")
    return Call(caller(world.coordinator), {"key": str(clock.pk)}, {"match": '"v1"'})


def link_of(case):
    code = AccessCode.objects.get(seat__case=case, purpose="locator")
    return locator_of(code.pk)


def digits_for(link):
    """Ask for six digits, and read them in the mailbox of the body."""
    told = caller().send(f"/public/consultations/{link}/challenge", {}).json()
    digits = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    return {"challenge": told["challenge"], "digits": digits}


def at_the_link(world):
    link = link_of(world.consultation())
    return Call(caller(), {"locator": link})


def with_digits(world):
    call = at_the_link(world)
    call.body = digits_for(call.blanks["locator"])
    return call


def by_link(world):
    call = at_the_link(world)
    link = call.blanks["locator"]
    told = call.by.send(f"/public/consultations/{link}/sessions", digits_for(link))
    call.by.token = told.json()["token"]
    return call


def step_by_link(step):
    def call(world):
        world.needs(step, {"why": "other"} if step == "decline" else {})
        made = by_link(world)
        made.body = json_of(world, step)
        return made

    return call


def json_of(world, step):
    answers = world.answers(Case(kind=Kind.CONSULTATION))
    told = answers.get((Kind.CONSULTATION, step)) or answers[step]
    return {name: str(one) if isinstance(one, date) else one for name, one in told.items()}


def like_others(make):
    """A case beside a published obstacle."""

    def call(world):
        of_register(world)
        return make(world)

    return call


def posted(world):
    return Call(*settled(world))


def looked(world):
    return Call(looked_at(world))


def listed(make):
    """A list with something in it."""
    return lambda world: Call(make(world).by)


SINGLE = {
    "lookAtLink": at_the_link,
    "askForDigits": at_the_link,
    "redeemDigits": with_digits,
    "readOwnQuestion": by_link,
    "acceptOwnQuestion": step_by_link("accept"),
    "declineOwnQuestion": step_by_link("decline"),
    "forwardOwnQuestion": step_by_link("forward"),
    "askBackOnOwnQuestion": step_by_link("ask_back"),
    "answerOwnQuestion": step_by_link("answer"),
    "askForMoreTime": step_by_link("request_extension"),
    "changeObstacle": changed,
    "triageReport": triaged,
    "extendDeadline": given_longer,
    "stepManyReports": lambda world: Call(caller(world.intake)),
    "listReports": listed(of_report),
    "readOwnAnswer": of_question,
    "answerQuestion": of_question,
    "readContactsOfOrganisation": lambda world: Call(
        caller(world.intake), {"slug": world.ministry.slug}
    ),
    "askForAccessCode": lambda world: Call(caller()),
    "searchCases": lambda world: Call(of_report(world).by, query="?q=nurse"),
    "createReport": lambda world: Call(caller(world.intake)),
    "listObstacles": listed(of_obstacle),
    "createObstacle": lambda world: Call(caller(world.coordinator)),
    "listObstacleConsultations": of_asked,
    "listConsultations": listed(of_consultation),
    "handInReport": lambda world: Call(caller()),
    "openSession": session,
    "endSession": lambda world: Call(reporter(world, world.report())),
    "findSimilarObstacles": listed(of_register),
    "createToken": in_the_browser,
    "deleteToken": own_token,
    "listTokens": lambda world: Call(caller(world.intake)),
    "readPublicReferenceData": lambda world: Call(caller()),
    "readPublicStatistics": lambda world: Call(caller(), {"code": "flow"}),
    "readProblem": lambda world: Call(caller(), {"code": "incomplete"}),
    "readStatistics": lambda world: Call(caller(world.coordinator), {"code": "flow"}),
}
READ = {
    "reports": of_report,
    "obstacles": of_obstacle,
    "consultations": of_consultation,
    "attachments": of_file,
    "webhooks": lambda world: Call(*hooked(world)),
    **dict.fromkeys(("exports", "jobs"), lambda world: Call(*exported(world))),
    "outbox": posted,
    "audit-events": looked,
    "public": of_register,
    **dict.fromkeys(
        ("me", "changes", "statistics", "organisations", "workflow"),
        lambda world: Call(of_report(world).by),
    ),
}
