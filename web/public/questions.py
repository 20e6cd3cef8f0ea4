"""The questions of a report, in their order: one page each."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import forms


@dataclass(frozen=True)
class Question:
    """One page of the report: its address, its heading and the part of the form it asks."""

    name: str
    heading: Promise
    intro: Promise
    form: type[forms.Part]
    aside: str = ""


QUESTIONS = (
    Question(
        "problem",
        _("What happens to you at the border?"),
        _("Tell us what you wanted to do, what happened, and what you were told."),
        forms.Problem,
        "public/report/examples.html",
    ),
    Question(
        "border",
        _("Which border is it?"),
        _("Choose the border between the two countries where it goes wrong."),
        forms.WhichBorder,
    ),
    Question(
        "who",
        _("Who is affected?"),
        _("It tells us which rules to look at."),
        forms.Affected,
    ),
    Question(
        "details",
        _("What else helps us?"),
        _("All of this is optional. Leave empty what you do not know."),
        forms.Details,
    ),
    Question(
        "contact",
        _("How may we reach you?"),
        _("To ask you a question or to bring you news. The offices we ask never get your details."),
        forms.Reach,
        "public/report/anonymity.html",
    ),
)
TOTAL = len(QUESTIONS)
BY_NAME = {question.name: (number, question) for number, question in enumerate(QUESTIONS, 1)}


def neighbour(number: int, *, by: int) -> str | None:
    """The name of the question before or after one."""
    wanted = number + by
    return QUESTIONS[wanted - 1].name if 1 <= wanted <= TOTAL else None


def first_unanswered(answers: dict[str, Any]) -> str | None:
    """The first page whose required answers are missing or wrong."""
    for question in QUESTIONS:
        if not question.form(answers).is_valid():
            return question.name
    return None
