"""About four hundred invented reports in four languages, and what became of each."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from obstacles.models import Report
from workflow.actors import Actor, Bearer, Clock, Visitor
from workflow.models import Case
from workflow.states import Kind
from workflow.steps import open_case

from .caseload import Caseload
from .people import Office, Story, moment

TOLD = json.loads((Path(__file__).parent / "stories.json").read_text(encoding="utf-8"))
HOW_MANY = 400
DAYS = 430
BORDERS = {"be-nl": 10, "nl-de": 9, "be-de": 4, "be-fr": 6, "be-lu": 4, "lu-fr": 5, "lu-de": 4}
SPOKEN = {
    "be-nl": ["nl", "nl", "nl", "fr", "en"],
    "nl-de": ["nl", "nl", "de", "de", "en"],
    "be-de": ["de", "de", "fr", "nl"],
    "be-fr": ["fr", "fr", "fr", "nl", "nl"],
    "be-lu": ["fr", "fr", "de", "nl"],
    "lu-fr": ["fr", "fr", "fr", "de", "en"],
    "lu-de": ["de", "de", "fr", "en"],
}
WAYS = ["email"] * 6 + ["anonymous"] * 3 + ["phone", "post"]
KINDS = ["citizen"] * 7 + ["business"] * 2 + ["somebody_else"]
FATES = ["link"] * 12 + ["redirect"] * 3 + ["reject", "answer", "answer", "lapse", "withdraw"]
YOUNG = ["link", "link", "triage", "triage", "wait", "wait", "redirect", "answer"]
NAMES = {"nl": "J. de Wit", "fr": "M. Lambert", "de": "K. Braun", "en": "A. Miller"}
THANKS = {
    "nl": "Dank u. Welk jaar staat op de beslissing?",
    "fr": "Merci. Quelle année figure sur la décision ?",
    "de": "Danke. Welches Jahr steht auf dem Bescheid?",
    "en": "Thank you. Which year stands on the decision?",
}
ANSWERS = {
    "nl": "Het is van vorig jaar.",
    "fr": "Elle date de l'an dernier.",
    "de": "Er ist vom letzten Jahr.",
    "en": "It is from last year.",
}
DECISIONS = {
    "nl": "Dank u voor uw melding. Hieronder leest u waar u het snelst verder komt.",
    "fr": "Merci pour votre signalement. Vous lisez ci-dessous où avancer le plus vite.",
    "de": "Danke für Ihre Meldung. Unten lesen Sie, wo Sie am schnellsten weiterkommen.",
    "en": "Thank you for your report. Below you read where you get on fastest.",
}


@dataclass(frozen=True)
class Plan:
    """One report before it is told: when, where, about what, in which language."""

    day: date
    border: str
    theme: str
    language: str


def reports(office: Office) -> Iterator[Callable[[], Any]]:
    """Everything the demo tells, in the order of time; each call tells one thing."""
    caseload = Caseload(office)
    for plan in sorted(_plans(office), key=lambda plan: plan.day):
        yield partial(_tell, plan, office, caseload)
    # What becomes of the obstacles is told once all their reports hang on them.
    for number in range(Caseload.MOST):
        yield partial(caseload.work_on, number)


def _plans(office: Office) -> Iterator[Plan]:
    dice = office.dice
    for _number in range(HOW_MANY):
        border = dice.choices(list(BORDERS), list(BORDERS.values()))[0]
        # A little more each month, as offices see it.
        back = int(DAYS * (1 - dice.random() ** 0.8))
        # New themes come up in the course of the year.
        themes = list(TOLD["situations"])
        known = themes[: 3 + (DAYS - back) * len(themes) // DAYS]
        yield Plan(
            day=office.today - timedelta(days=back),
            border=border,
            theme=dice.choice(known),
            language=dice.choice(SPOKEN[border]),
        )


def _tell(plan: Plan, office: Office, caseload: Caseload) -> None:
    by: Actor = office.who("frontoffice") if office.dice.random() < 0.05 else Visitor()
    opened = open_case(
        Kind.REPORT, by=by, at=moment(plan.day, office.dice), answers=_words(plan, office)
    )
    Report.objects.filter(pk__in=[opened.case.report_id]).update(is_demonstration=True)
    _handle(Story(office, opened.case, plan.day), plan, caseload)


def _words(plan: Plan, office: Office) -> dict[str, Any]:
    dice, code = office.dice, plan.language
    here, there = dice.choice(TOLD["places"][plan.border])
    slots = {"a": here, "b": there, "n": dice.randint(2, 18)}
    parts = [
        dice.choice(TOLD["openings"][code]),
        TOLD["situations"][plan.theme][code]["story"],
        dice.choice(TOLD["closings"][code]),
    ]
    way, kind = dice.choice(WAYS), dice.choice(KINDS)
    return {
        "account": " ".join(parts).format(**slots),
        "language": code,
        "border": plan.border if dice.random() < 0.94 else "not-known",
        "reporter_kind": kind,
        "organisation": "Installatie Janssen" if kind == "business" else "",
        "since": str(plan.day.year - dice.randint(0, 3)),
        "contact_way": way,
        "contact_language": code,
        "name": NAMES[code] if way != "anonymous" else "",
        "email": f"melder{dice.randint(1000, 9999)}@example.org" if way == "email" else "",
        "phone": f"+32 2 555 {dice.randint(1000, 9999)}" if way == "phone" else "",
        "address": f"Grensstraat {dice.randint(1, 200)}, {here}" if way == "post" else "",
    }


def _handle(story: Story, plan: Plan, caseload: Caseload) -> None:
    """Take the report as far as its age and its fate allow."""
    office = story.office
    intake = office.who("intake")
    age = (office.today - plan.day).days
    if age < 6 or not story.wait(0, 4):
        return
    fate = office.dice.choice(FATES if age > 45 else YOUNG)
    story.take("take_up", intake)
    if fate == "triage" or not story.wait(0, 1):
        return
    asked = fate in ("lapse", "wait") or (fate == "link" and office.dice.random() < 0.25)
    if asked and not _ask(story, plan, fate):
        return
    if story.wait(0, 6):
        _decide(story, plan, fate, caseload)


def _ask(story: Story, plan: Plan, fate: str) -> bool:
    """Ask the reporter; False when the answer has not come."""
    intake, code = story.office.who("intake"), plan.language
    answer_by = story.day + timedelta(days=14)
    story.take("ask_reporter", intake, question=THANKS[code], language=code, answer_by=answer_by)
    if fate == "lapse" and story.wait(29, 32):
        story.take("lapse", Clock())
    if fate in ("lapse", "wait") or not story.wait(1, 10):
        return False
    story.take("reply", Bearer(_seat(story.case)), answer=ANSWERS[code])
    return True


def _seat(case: Case) -> Any:
    return case.seats.get(bearer=True)


def _decide(story: Story, plan: Plan, fate: str, caseload: Caseload) -> None:
    intake, code = story.office.who("intake"), plan.language
    words = {"words": DECISIONS[code], "language": code}
    match fate:
        case "link":
            caseload.link(story, plan)
        case "redirect":
            story.take(
                "redirect",
                intake,
                destination="solvit",
                why="authority_misapplied_eu_rule",
                **words,
            )
        case "reject":
            story.take("reject", intake, why="not_cross_border", **words)
        case "answer":
            story.take("answer", intake, **words)
        case "withdraw":
            story.take("withdraw", Bearer(_seat(story.case)), reason="")
