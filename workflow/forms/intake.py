"""What the steps of intake ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.languages import Language
from obstacles.models import (
    Destination,
    Membership,
    Obstacle,
    Role,
    User,
)

from . import fields
from .fields import CodeChoice, ReferenceField, StepForm
from .files import FilesField


def officers() -> Any:
    """People of the centre who take reports in."""
    offices = Membership.objects.filter(
        authority__is_centre=True, role__in=[Role.INTAKE, Role.COORDINATOR]
    )
    return User.objects.filter(is_active=True, pk__in=offices.values("user")).order_by("username")


class Question(StepForm):
    """A question to the reporter, and the day by which we hope for the answer."""

    question = fields.words(gettext_lazy("Your question to the reporter"))
    language = fields.language()
    answer_by = fields.day(gettext_lazy("Answer by"))


class Reply(StepForm):
    """The reporter's answer."""

    answer = fields.words(gettext_lazy("Your answer"))
    files = FilesField(label=gettext_lazy("Files"), required=False)  # type: ignore[assignment]


class Addition(StepForm):
    """Something the reporter adds later."""

    addition = fields.words(gettext_lazy("What do you want to add?"))
    files = FilesField(label=gettext_lazy("Files"), required=False)  # type: ignore[assignment]


class HandOver(StepForm):
    """To whom a report is handed over, with a note."""

    to = CodeChoice(officers, code="username", label=gettext_lazy("To whom"))
    note = fields.words(gettext_lazy("Note"), rows=3)


class Words(StepForm):
    """Words for the reporter."""

    words = fields.words(gettext_lazy("Words for the reporter"))
    language = fields.language()


class Link(StepForm):
    """An existing obstacle, or the title and border of a new one."""

    obstacle = ReferenceField(
        prefix="OB", label=gettext_lazy("An obstacle we know"), required=False
    )
    title = forms.CharField(
        label=gettext_lazy("Or: title of a new obstacle"), max_length=200, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the title"), choices=Language.choices, required=False
    )
    borders = fields.borders(gettext_lazy("Borders"), required=False)
    theme = fields.theme(gettext_lazy("Theme"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("obstacle"):
            self._find(told)
        elif not self.errors:
            for name in ("title", "borders", "theme"):
                if not told.get(name):
                    self.add_error(name, _("Name an obstacle we know, or fill this in."))
        return told

    def _find(self, told: dict[str, Any]) -> None:
        found = Obstacle.objects.filter(reference=told["obstacle"]).first()
        if found is None:
            self.add_error("obstacle", _("There is no obstacle with this reference."))
        told["obstacle"] = found


class Why(StepForm):
    """A reason in words."""

    reason = fields.words(gettext_lazy("Reason"), rows=3)


class MaybeWhy(StepForm):
    """An optional reason."""

    reason = fields.words(gettext_lazy("Reason"), required=False, rows=3)


class Redirection(StepForm):
    """Which service helps better, why, and words for the reporter."""

    destination = CodeChoice(
        lambda: Destination.objects.filter(retired=False).order_by("slug"),
        label=gettext_lazy("Where to"),
    )
    why = fields.reason("redirect", gettext_lazy("Why"))
    words = fields.words(gettext_lazy("Words for the reporter"))
    language = fields.language()


class Rejection(StepForm):
    """A reason code and words; spam sends nothing."""

    why = fields.reason("reject", gettext_lazy("Why"))
    words = fields.words(gettext_lazy("Words for the reporter"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of this text"), choices=Language.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        reason = told.get("why")
        if reason and reason.sends_message and not told.get("words"):
            self.add_error("words", _("Write to the reporter why; only spam gets no answer."))
        return told


class Effect(StepForm):
    """Whether the reporter feels the solution."""

    felt = forms.ChoiceField(
        label=gettext_lazy("Is it solved for you?"),
        choices=[
            ("felt", gettext_lazy("Yes, it is solved for me")),
            ("partly", gettext_lazy("Partly")),
            ("not_felt", gettext_lazy("No, nothing has changed for me")),
        ],
        widget=forms.RadioSelect,
    )
    words = fields.words(gettext_lazy("What is different now?"), required=False, rows=3)
