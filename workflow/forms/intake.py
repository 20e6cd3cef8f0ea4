"""What the steps of intake ask."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.languages import Language
from obstacles.models import (
    Border,
    Channel,
    ContactWay,
    Destination,
    Membership,
    Obstacle,
    ReporterKind,
    Role,
    User,
)
from obstacles.models.report import CourtCase

from . import fields
from .fields import CodeChoice, FilesField, ReferenceField, StepForm


def officers() -> Any:
    """People of the centre who take reports in."""
    offices = Membership.objects.filter(
        authority__is_centre=True, role__in=[Role.INTAKE, Role.COORDINATOR]
    )
    return User.objects.filter(is_active=True, pk__in=offices.values("user")).order_by("username")


class Report(StepForm):
    """A report: what happened, where, to whom, and how we may reach whoever tells us."""

    account = forms.CharField(
        label=gettext_lazy("What happens to you at the border?"),
        min_length=20,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    language = fields.language(gettext_lazy("Language of your story"))
    border = CodeChoice(
        lambda: Border.objects.order_by("rank"), label=gettext_lazy("Which border?")
    )
    theme = fields.theme(gettext_lazy("Theme"), required=False)
    reporter_kind = forms.ChoiceField(
        label=gettext_lazy("Who is affected?"), choices=ReporterKind.choices
    )
    organisation = forms.CharField(
        label=gettext_lazy("Name of the organisation"), max_length=200, required=False
    )
    since = forms.CharField(label=gettext_lazy("Since when?"), max_length=100, required=False)
    frequency = forms.CharField(label=gettext_lazy("How often?"), max_length=100, required=False)
    cost = fields.words(gettext_lazy("What does it cost you?"), required=False, rows=3)
    office = fields.words(gettext_lazy("Which office did you deal with?"), required=False, rows=3)
    tried = fields.words(gettext_lazy("What have you tried?"), required=False, rows=3)
    idea = fields.words(gettext_lazy("Do you have an idea?"), required=False, rows=3)
    court_case = forms.ChoiceField(
        label=gettext_lazy("Is there a court case?"),
        choices=[("", gettext_lazy("not said")), *CourtCase.choices],
        required=False,
    )
    contact_way = forms.ChoiceField(
        label=gettext_lazy("How may we reach you?"), choices=ContactWay.choices
    )
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Your phone number"), max_length=40, required=False)
    address = fields.words(gettext_lazy("Your postal address"), required=False, rows=3)
    contact_language = forms.ChoiceField(
        label=gettext_lazy("In which language may we write to you?"), choices=Language.choices
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Came in by"), choices=Channel.choices, required=False
    )
    received_on = fields.day(
        gettext_lazy("Received on"),
        required=False,
        hint=gettext_lazy("The day it reached us. The clocks start on this day."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        wanted = {"email": "email", "phone": "phone", "post": "address"}
        needed = wanted.get(told.get("contact_way", ""))
        if needed and not told.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Fill this in, or choose another way to be reached."))
        if told.get("reporter_kind") in ("business", "organisation", "public_body"):
            if not told.get("organisation"):
                self.add_error("organisation", _("Write the name of the organisation."))
        return told


class Question(StepForm):
    """A question to the reporter, and the day by which we hope for the answer."""

    question = fields.words(gettext_lazy("Your question to the reporter"))
    language = fields.language()
    answer_by = fields.day(gettext_lazy("Answer by"))


class Reply(StepForm):
    """The reporter's answer."""

    answer = fields.words(gettext_lazy("Your answer"))
    files = FilesField(label=gettext_lazy("Files"), required=False)


class Addition(StepForm):
    """Something the reporter adds later."""

    addition = fields.words(gettext_lazy("What do you want to add?"))
    files = FilesField(label=gettext_lazy("Files"), required=False)


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
    )
    words = fields.words(gettext_lazy("What is different now?"), required=False, rows=3)


def received_day(told: dict[str, Any], today: date) -> date:
    """The day a report reached us: the one given at the desk, never later than today."""
    given = told.get("received_on")
    return min(given, today) if given else today
