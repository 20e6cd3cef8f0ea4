"""What a report asks: the one definition behind the public pages, the desk and the API."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.models import Border, Channel, ContactWay, ReporterKind
from obstacles.models.report import CourtCase

from . import fields
from .fields import CodeChoice, StepForm


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
    reporter_kind = fields.choice(gettext_lazy("Who is affected?"), ReporterKind.choices)
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
    contact_way = fields.choice(gettext_lazy("How may we reach you?"), ContactWay.choices)
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Your phone number"), max_length=40, required=False)
    address = fields.words(gettext_lazy("Your postal address"), required=False, rows=3)
    contact_language = fields.language(gettext_lazy("In which language may we write to you?"))
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
        named = told.get("reporter_kind") in ("business", "organisation", "public_body")
        if named and not told.get("organisation"):
            self.add_error("organisation", _("Write the name of the organisation."))
        return told


def received_day(told: dict[str, Any], today: date) -> date:
    """The day a report reached us: the one given at the desk, never later than today."""
    given = told.get("received_on")
    return min(given, today) if given else today
