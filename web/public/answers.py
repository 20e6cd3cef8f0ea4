"""All answers of a report on one page, as the one who gave them reads them."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms.report import Report

from .questions import BY_NAME, Question

# What is checked together: a heading, and the questions beneath it.
SECTIONS = (
    (gettext_lazy("Your story"), ("problem", "border", "who")),
    (gettext_lazy("What else helps us"), ("details",)),
    (gettext_lazy("How we reach you"), ("contact",)),
)
# Shown only when they were given: for somebody else they are no question.
ONLY_IF_GIVEN = {"organisation", "email", "phone", "address", "name"}


def sections(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Each section with its heading, and rows with what was answered and Change."""
    form = Report(told)
    form.is_valid()
    return [
        {
            "heading": heading,
            "rows": [row for name in names for row in _rows(BY_NAME[name][1], form)],
        }
        for heading, names in SECTIONS
    ]


def _rows(question: Question, form: Report) -> Any:
    change = reverse("public-question", args=[question.name]) + "?change=1"
    for name in question.form.asks:
        value = form.cleaned_data.get(name)
        if value or name not in ONLY_IF_GIVEN:
            yield {
                "name": form.fields[name].label,
                "value": _in_words(form, name, value),
                "lang": form.cleaned_data.get("language") if name == "account" else "",
                "change": change,
            }


def _in_words(form: Report, name: str, value: Any) -> str:
    if not value:
        return _("Not given")
    choices = getattr(form.fields[name], "choices", None)
    if choices is None or not isinstance(value, str):
        return str(value)
    return str(capfirst(dict(choices)[value]))
