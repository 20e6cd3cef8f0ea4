"""What a body fills in, dressed for its pages."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from web.dressed import dressed
from web.rows import RadioRows
from workflow.models import Case

DIGITS = 6
POSITIONS = {
    "willing": _("We change the rule or the practice"),
    "willing_in_part": _("Some of it can be done, or on conditions"),
    "not_willing": _("We explain why"),
    "not_competent": _("We name the organisation that is"),
}
MISSING = {
    "position": _("Choose your position."),
    "text": _("Write your explanation in the text field."),
    "may_be_quoted": _("Choose whether we may make this public."),
}


class CodeForm(forms.Form):
    """The six digits of the letter, however they were pasted."""

    digits = forms.CharField(
        label=_("Code of six digits"),
        max_length=40,
        error_messages={"required": _("Write the six digits of our letter.")},
        widget=forms.TextInput(
            attrs={"class": "ref short", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )

    def clean_digits(self) -> str:
        digits = re.sub(r"\D", "", self.cleaned_data["digits"])
        if len(digits) != DIGITS:
            raise ValidationError(_now("The code has six digits. Look at our newest letter."))
        return digits


class ColleagueForm(forms.Form):
    """The address of a colleague in the same organisation."""

    address = forms.EmailField(
        label=_("E-mail address of your colleague"),
        error_messages={
            "required": _("Write the e-mail address of your colleague."),
            "invalid": _("Write a whole e-mail address, such as name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class LinkForm(forms.Form):
    """Which question a new link is for, and whose."""

    reference = forms.CharField(
        label=_("Number of our question"),
        max_length=20,
        help_text=_("It stands in our letter and begins with CN-."),
        error_messages={"required": _("Write the number of our question.")},
        widget=forms.TextInput(attrs={"class": "ref mid", "autocomplete": "off"}),
    )
    address = forms.EmailField(
        label=_("E-mail address that we wrote to"),
        error_messages={
            "required": _("Write the e-mail address that we wrote to."),
            "invalid": _("Write a whole e-mail address, such as name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def step_form(case: Case, name: str, *given: Any, initial: Any = None) -> Any:
    """The form of a step. What it begins with is what was kept, or the language we wrote in."""
    made: Any = case.steps[name].form
    form = made(*given, case=case)
    form.initial = {"language": case.consultation.language, **(initial or {})}
    if name in ("answer", "correct_answer"):
        _dress(form)
    if name == "accept":
        form.fields["handled_by"].help_text = _("Your name, or that of your unit.")
    return dressed(form, case, inside=False)


def answered(case: Case) -> dict[str, Any]:
    """The answer as it stands, to be corrected."""
    about = case.consultation
    names = ("position", "acts_by", "act_reference")
    return {
        **{name: getattr(about, name) for name in names},
        "text": about.answer,
        "language": about.answer_language or about.language,
        "may_be_quoted": "yes" if about.may_be_quoted else "no",
    }


def _dress(form: forms.Form) -> None:
    _rows(form, "position", RadioRows(hints=POSITIONS))
    _rows(form, "may_be_quoted", RadioRows(columns=2))
    form.fields["text"].widget.attrs["rows"] = 6
    form.fields["files"].help_text = _(
        "For example a letter: PDF, Word, Excel, picture or text, at most 20 MB each."
    )
    for name, words in MISSING.items():
        form.fields[name].error_messages["required"] = words


def _rows(form: forms.Form, name: str, widget: RadioRows) -> None:
    field: Any = form.fields[name]
    widget.is_required = field.required
    widget.choices = [(value, capfirst(str(words))) for value, words in field.choices]
    field.widget = widget
