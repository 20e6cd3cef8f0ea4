"""What somebody will read before it is sent: the mail, the words on the page, the packet."""

from typing import Any

from obstacles.languages import CODES
from obstacles.models import Consultation
from workflow.grammar import Step
from workflow.letters import address, audience_of, compose, name_of_centre
from workflow.models import Case, ConsultationCase
from workflow.roles import Role
from workflow.states import Kind

WORDS = ("question", "text", "words")
WITH_PACKET = frozenset({"consult", "send", "clarify"})


def can_preview(step: Step) -> bool:
    """Whether a step sends words that somebody outside reads."""
    if step.name in WITH_PACKET:
        return True
    outside = {Role.REPORTER, Role.PARTNER} & set(step.tells)
    return bool(outside) and step.form is not None and bool(set(WORDS) & set(step.form.base_fields))


def preview(step: Step, case: Case, told: dict[str, Any]) -> dict[str, Any]:
    """Everything the preview shows, from answers that are complete."""
    shown: dict[str, Any] = {}
    if step.name in WITH_PACKET:
        shown = _packet(case, told)
    else:
        shown["words"] = next((told[name] for name in WORDS if told.get(name)), "")
    shown["language"] = told.get("language") or _language(case)
    letter = _letter(step)
    if letter:
        shown["mail"] = _mail(letter, step, case, told, shown["language"])
    return shown


def _letter(step: Step) -> str:
    if step.name == "consult":
        return "request"
    return next((one for role, one in step.tells.items() if role in OUTSIDE), "")


OUTSIDE = frozenset({Role.REPORTER, Role.PARTNER})


def _language(case: Case) -> str:
    if case.kind == Kind.CONSULTATION:
        return str(case.consultation.language)
    return "en"


def _mail(letter: str, step: Step, case: Case, told: dict[str, Any], language: str) -> Any:
    facts = {
        "reference": "CN-…" if step.name == "consult" else case.reference,
        "kind": case.kind,
        "step": step.name,
        "answer_by": told.get("answer_by"),
    }
    if case.parent is not None:
        facts |= {"parent": case.parent.reference, "parent_state": case.parent.state}
    path = f"track?reference={case.reference}" if audience_of(letter) == "reporter" else "p/…"
    spoken = language if language in CODES else "en"
    return compose(
        letter,
        facts,
        language=spoken,
        link=address(path, language=spoken),
        centre=name_of_centre(spoken),
    )


def _packet(case: Case, told: dict[str, Any]) -> dict[str, Any]:
    """The packet as it would be frozen now; nothing is written."""
    if case.kind == Kind.OBSTACLE:
        about = Consultation(obstacle=case.obstacle, language=told["language"])
        asked = ConsultationCase(kind=Kind.CONSULTATION, consultation=about)
    else:
        asked, about = case, case.consultation  # type: ignore[assignment]
    given = {name: told[name] for name in ("subject", "question", "answer_by") if name in told}
    question = {"subject": about.subject, "question": about.question, **given}
    return {
        "packet": {name: asked.frozen(name) for name in told["packet"]},
        "question": {**question, "language": told.get("language") or about.language},
        "documents": list(told.get("documents") or ()),
    }
