"""Fields that several forms ask for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.languages import Language
from obstacles.models import Authority, Border, Reason, Theme
from obstacles.references import Misread, read_reference

LONG = 20_000
THIS_TEXT = gettext_lazy("Language of this text")
REASON = gettext_lazy("Reason")
CHOOSE = gettext_lazy("Choose")


class StepForm(forms.Form):
    """A step's form. ``case`` is the case it is about, so that choices fit it; None in the docs."""

    def __init__(self, data: Any = None, files: Any = None, *, case: Any = None) -> None:
        super().__init__(data, files)
        self.case = case
        self.fit()

    def fit(self) -> None:
        """Fit the choices to the case; most forms have nothing to fit."""


class CodeChoice(forms.ModelChoiceField):
    """A choice among rows known by a code (slug), so that a client need not know keys.

    ``rows`` is asked when a form is made, not when it is declared: choices are never stale.
    """

    def __init__(self, rows: Callable[[], Any], *, code: str = "slug", **options: Any) -> None:
        options.setdefault("empty_label", CHOOSE)
        super().__init__(None, to_field_name=code, **options)
        self.rows = rows

    def __deepcopy__(self, memo: Any) -> Any:
        copied = super().__deepcopy__(memo)
        copied.queryset = self.rows()
        return copied


class CodeChoices(forms.ModelMultipleChoiceField):
    """Several rows known by a code."""

    def __init__(self, rows: Callable[[], Any], *, code: str = "slug", **options: Any) -> None:
        super().__init__(None, to_field_name=code, **options)
        self.rows = rows

    def __deepcopy__(self, memo: Any) -> Any:
        copied = super().__deepcopy__(memo)
        copied.queryset = self.rows()
        return copied


class ReferenceField(forms.CharField):
    """A typed reference, with O/0, I/L/1 and case put right."""

    def __init__(self, *, prefix: str, **options: Any) -> None:
        super().__init__(max_length=20, **options)
        self.prefix = prefix

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return read_reference(typed, prefix=self.prefix)
        except Misread:
            raise ValidationError(
                _("This is not a reference. It looks like %(example)s.")
                % {"example": f"{self.prefix}-7K4M2Q"}
            ) from None


class LinesField(forms.CharField):
    """Several short texts, one a line; a client sends a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        text = "\n".join(map(str, value)) if isinstance(value, list) else value
        lines = (super().to_python(text) or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))


class DatedLinesField(LinesField):
    """Milestones, one a line: a day and words, such as 2027-03-01 Bill to parliament.

    Cleans to a list of (day, words); a client sends a list of such lines.
    """

    def clean(self, value: Any) -> list[tuple[date, str]]:
        return [self._read(line) for line in super().clean(value)]

    def _read(self, line: str) -> tuple[date, str]:
        head, _space, words = line.partition(" ")
        try:
            day = parse_date(head)
        except ValueError:
            day = None
        if day is None or not words.strip():
            raise ValidationError(
                _("Write a day and words on each line, such as: 2027-03-01 Bill to parliament.")
            )
        return day, words.strip()


def words(label: Any, *, required: bool = True, hint: Any = "", rows: int = 5) -> forms.CharField:
    """A text in plain words."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def choice(label: Any, choices: Any) -> forms.ChoiceField:
    """One of a few; nothing is chosen beforehand, so that nothing is sent by accident."""
    return forms.ChoiceField(label=label, choices=[("", CHOOSE), *choices])


def language(label: Any = THIS_TEXT) -> forms.ChoiceField:
    return choice(label, Language.choices)


def reason(step: str, label: Any = REASON) -> CodeChoice:
    """A reason code of one step."""
    return CodeChoice(
        lambda: Reason.objects.filter(step=step, retired=False).order_by("rank"),
        code="code",
        label=label,
    )


def _bodies() -> Any:
    return Authority.objects.filter(retired=False).order_by("slug")


def body(label: Any, *, required: bool = True) -> CodeChoice:
    return CodeChoice(_bodies, label=label, required=required)


def bodies(label: Any, *, required: bool = True) -> CodeChoices:
    return CodeChoices(_bodies, label=label, required=required)


def borders(label: Any, *, required: bool = True) -> CodeChoices:
    return CodeChoices(lambda: Border.objects.order_by("rank"), label=label, required=required)


def theme(label: Any, *, required: bool = True) -> CodeChoice:
    return CodeChoice(lambda: Theme.objects.order_by("rank"), label=label, required=required)
