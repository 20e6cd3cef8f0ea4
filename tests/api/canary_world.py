"""A world in which every text is a word that stands nowhere else, and who may read which."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from obstacles.models import Role
from tests.factories import World, body, fresh, official, person, story
from workflow.errand_room import run_errands
from workflow.models import Attachment, Case, Draft
from workflow.states import Kind
from workflow.steps import open_case, take_step

LONG = "happened to me on the other side of the river."


def word(name):
    return f"cnry{name}"


# What somebody told us, and how they are reached.
TOLD = ("account", "organisation", "since", "frequency", "cost", "office", "tried", "idea")
CONTACT = ("name", "newemail", "newaddress")
TALK = ("asked", "replied", "message", "replyfile")
REPORT_INSIDE = ("reportnote", "handover", "reportfile", "reportfacts")
# An obstacle, as bodies read it that may read it, and as the team does.
TEXT = ("title", "summary", "provision", "sidewords", "solution")
WORK = ("obstaclenote", "obstaclefile", "source", "held")
# A question to a body: what the body knows of it, and what we think of its answer.
ASKED = ("subject", "question", "accepted", "back", "clarified", "answer", "answerfile")
JUDGED = ("asknote", "askfile", "takenfromit")
# The answer of another body, and the other report.
OTHERS = ("otheranswer", "otherquestion", "othername", "otheraccount")
REGISTER = ("shown",)
DRAFT = ("draft",)


def file(name, content="words"):
    return {"files": [SimpleUploadedFile(f"{word(name)}.txt", content.encode(), "text/plain")]}


class Canaries(World):
    """A report of a front office, its obstacle, two questions to bodies and a published text."""

    def __init__(self):
        super().__init__(at=timezone.now() - timedelta(hours=22))
        self.office = official(Role.FRONT_OFFICE, of=body("office"))
        self.acting = official(Role.PARTNER, of=body("acting"))
        self.agency = official(Role.PARTNER, of=body("agency"))
        self.obstacle_case = self.an_obstacle()
        self.report_case = self.a_report()
        told = {"account": f"{word('otheraccount')} {LONG}", "name": word("othername")}
        self.other_report = self.report("take_up", **told)
        self.asked_case, self.other_asked = self.questions()
        self.after_the_questions()
        self.published = self.a_published_obstacle()
        self.cases = [self.report_case, self.obstacle_case, self.asked_case, self.published]
        self.cases += [self.other_report, self.other_asked]
        Draft.objects.create(
            owner=self.second.user, case=self.report_case, form="message",
            answers={"text": word("draft")}, saved_at=self.at,
        )  # fmt: skip
        self.files = list(Attachment.objects.values_list("pk", flat=True))

    def act(self, case, name, by=None, files=None, **answers):
        told = self.answers(case).get((case.kind, name)) or self.answers(case).get(name, {})
        by, answers = by or self.whose(case, name), {**told, **answers}
        return take_step(case, name, by=by, at=self.later(minutes=5), answers=answers, files=files)

    def an_obstacle(self):
        case = self.obstacle(title=word("title"), summary=word("summary"))
        self.act(case, "assign", others=[])
        self.act(case, "start_analysis")
        self.act(case, "note", text=word("obstaclenote"))
        self.act(case, "edit_facts", source_system=word("source"))
        self.act(case, "edit_side", provision=word("provision"), words=word("sidewords"))
        self.act(case, "attach", files=file("obstaclefile"))
        self.act(case, "share", bodies=[body("reader").slug])
        return fresh(case)

    def a_report(self):
        told = story(**{name: word(name) for name in TOLD}, name=word("name"))
        told |= {"account": f"{word('account')} {LONG}"}
        told |= {"email": f"{word('email')}@example.net", "phone": "+31 20 555 0123"}
        told |= {"address": word("address")}
        opened = open_case(Kind.REPORT, by=self.office, at=self.at, answers=told)
        case, self.own_code = opened.case, opened.access_code
        self.act(case, "take_up", by=self.intake)
        self.act(case, "note", text=word("reportnote"))
        self.act(case, "hand_over", note=word("handover"))
        self.act(case, "attach", files=file("reportfile"))
        self.act(case, "ask_reporter", question=word("asked"))
        self.act(case, "reply", answer=word("replied"), files=file("replyfile"))
        self.act(case, "message", text=word("message"))
        self.act(case, "reject", words="no")
        self.act(case, "reopen", reason=word("reportfacts"))
        told = {"email": f"{word('newemail')}@example.net", "address": word("newaddress")}
        self.act(case, "correct_contact", by=self.office, language="nl", **told)
        self.act(case, "link", obstacle=self.obstacle_case.reference)
        return fresh(case)

    def questions(self):
        parent = self.obstacle_case
        ask = {"packet": ["sides"], "answer_by": None}
        first = {"subject": word("subject"), "question": word("question"), **ask}
        self.act(parent, "consult", **first)
        one = parent.parts.get(kind=Kind.CONSULTATION)
        second = {"subject": "Other", "question": word("otherquestion"), **ask}
        self.act(parent, "consult", bodies=[body("agency").slug], **second)
        other = parent.parts.filter(kind=Kind.CONSULTATION).exclude(pk=one.pk).get()
        self.act(one, "accept", handled_by=word("accepted"))
        self.act(one, "ask_back", question=word("back"))
        self.act(one, "clarify", words=word("clarified"))
        self.act(one, "note", text=word("asknote"))
        self.act(one, "attach", files=file("askfile"))
        self.act(one, "answer", text=word("answer"), files=file("answerfile"))
        self.act(one, "close", taken_from_it=word("takenfromit"))
        self.act(other, "answer", by=self.agency, text=word("otheranswer"))
        return fresh(one), fresh(other)

    def after_the_questions(self):
        case = self.obstacle_case
        self.act(self.other_asked, "close", taken_from_it="nothing")
        run_errands(now=self.later())
        self.act(fresh(case), "propose_solution", text=word("solution"), bodies=["acting"])
        self.act(fresh(case), "hold", words=word("held"))

    def a_published_obstacle(self):
        case = self.obstacle(title=word("shown"))
        for name in ("edit_side", "request_review", "approve"):
            self.act(case, name)
        return fresh(case)

    def principals(self):
        """People, by what they are."""
        return {
            "intake": self.intake.user,
            "coordinator": self.coordinator.user,
            "expert": self.expert.user,
            "expert without a seat": person(Role.EXPERT),
            "asked body": self.partner.user,
            "other asked body": self.agency.user,
            "acting body": self.acting.user,
            "reader": person(Role.PARTNER, of=body("reader")),
            "front office": self.office.user,
            "another front office": person(Role.FRONT_OFFICE, of=body("gip")),
            "management": person(Role.MANAGEMENT),
            "administrator": person(Role.ADMINISTRATOR, is_staff=True),
            "data protection officer": person(Role.DATA_PROTECTION),
            "superuser": person(is_superuser=True, is_staff=True),
        }


# The names of provisions are reference data, which an administrator keeps.
ALL_REPORTS = {*TOLD, *TALK, *REPORT_INSIDE, *CONTACT, "otheraccount", "othername"}
HEARD = {
    "intake": {*ALL_REPORTS, *TEXT, *WORK, *REGISTER},
    "coordinator": {*ALL_REPORTS, *TEXT, *WORK, *ASKED, *JUDGED, *OTHERS, *REGISTER},
    "expert": {*TOLD, *TALK, *REPORT_INSIDE, *TEXT, *WORK, *ASKED, *JUDGED, *REGISTER}
    | {"otheranswer", "otherquestion"},
    "asked body": {*ASKED, "sidewords", *REGISTER},
    "other asked body": {"otherquestion", "otheranswer", "sidewords", *REGISTER},
    "administrator": {"provision", *REGISTER},
    "reader": {*TEXT, *REGISTER},
    "acting body": {*TEXT, *REGISTER},
    "front office": {*TOLD, *TALK, *CONTACT, *REGISTER},
    "reporter": {*TOLD, *TALK, *CONTACT, *REGISTER},
}
EVERY = {
    *ALL_REPORTS,
    "email",
    "address",
    "newname",
    *TEXT,
    *WORK,
    *ASKED,
    *JUDGED,
    *OTHERS,
    *REGISTER,
    *DRAFT,
}


def heard_in(text):
    """The canaries that stand in a text, however they are written."""
    low = text.lower()
    return {name for name in EVERY if _stands(word(name), low)}


def _stands(one, text):
    """A whole word, so that "answer" does not sing for "answerfile"."""
    place = text.find(one)
    while place >= 0:
        if not text[place + len(one) : place + len(one) + 1].isalpha():
            return True
        place = text.find(one, place + 1)
    return False


__all__ = ["EVERY", "HEARD", "Canaries", "Case", "heard_in", "word"]
