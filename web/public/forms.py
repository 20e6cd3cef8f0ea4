"""The questions of the public pages: parts of the one report form, and what stands before it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.languages import OWN_NAMES
from obstacles.models import Border
from web.rows import RadioRows
from workflow.forms.report import Report

ONLY_HERE = ("nl", "fr", "de", "en")


class Part(Report):
    """Some questions of a report, asked on one page; what is required stands in Report."""

    asks: tuple[str, ...] = ()
    asked_for: Mapping[str, Any] = {}

    def fit(self) -> None:
        for name in [name for name in self.fields if name not in self.asks]:
            del self.fields[name]
        self.order_fields(self.asks)
        for name, words in self.asked_for.items():
            self.fields[name].error_messages["required"] = words
        self.shape()

    def shape(self) -> None:
        """Give the questions their rows and hints."""


def as_rows(form: forms.Form, name: str, **rows: Any) -> None:
    """Show a choice as full rows, each beginning with a capital."""
    field: Any = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = None
    else:
        field.choices = [(value, capfirst(words)) for value, words in field.choices if value]
    field.widget = RadioRows(**rows)
    field.widget.is_required = field.required
    field.widget.choices = field.choices


def _without_counter(form: forms.Form) -> None:
    """Short answers need no count of what is left; the limit itself stays."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


def in_own_words(form: forms.Form, name: str) -> None:
    """Name each language as it names itself."""
    field: Any = form.fields[name]
    field.choices = [(code, OWN_NAMES[code]) for code in ONLY_HERE]
    field.widget = RadioRows(columns=2, spoken=True)
    field.widget.is_required = field.required
    field.widget.choices = field.choices


class Problem(Part):
    """What happens, in somebody's own words."""

    asks = ("account", "language")
    asked_for = {
        "account": gettext_lazy("Write in a few sentences what happens."),
        "language": gettext_lazy("Choose the language of your story."),
    }

    def shape(self) -> None:
        account, language = self.fields["account"], self.fields["language"]
        account.label = _("Your story")
        account.help_text = _("In your own words. You need not know the rules or the right terms.")
        account.error_messages["min_length"] = _(
            "Tell us a little more: what happens, where, and what somebody told you."
        )
        account.error_messages["max_length"] = _(
            "Your story is longer than 4,000 characters. Shorten it, or add the rest later."
        )
        language.label = _("In which language did you write this?")
        in_own_words(self, "language")


class WhichBorder(Part):
    """Where it happens."""

    asks = ("border",)
    asked_for = {
        "border": gettext_lazy("Choose the border, or choose “I am not sure”."),
    }

    def shape(self) -> None:
        border: Any = self.fields["border"]
        border.label = _("Choose one")
        border.queryset = border.queryset.filter(parent=None)
        border.label_from_instance = _border_in_words
        border.error_messages["invalid_choice"] = self.asked_for["border"]
        as_rows(self, "border")


def _border_in_words(border: Border) -> str:
    return _("I am not sure") if border.kind == Border.Kind.UNKNOWN else border.name


class Affected(Part):
    """Who it happens to."""

    asks = ("reporter_kind", "organisation")
    asked_for = {"reporter_kind": gettext_lazy("Choose who is affected.")}

    def shape(self) -> None:
        self.fields["reporter_kind"].label = _("Choose one")
        as_rows(
            self,
            "reporter_kind",
            hints={
                "citizen": _("You, or your family."),
                "public_body": _("A municipality, a school, a hospital, an office."),
                "somebody_else": _("For example at a counter, or for a neighbour."),
            },
        )
        self.fields["organisation"].help_text = _(
            "Only for a business, an organisation or a public body."
        )
        self.fields["organisation"].widget.attrs["autocomplete"] = "organization"


class Details(Part):
    """What helps us to find the rule; nothing here is needed."""

    asks = ("since", "frequency", "cost", "office", "tried", "idea", "court_case")

    def shape(self) -> None:
        hints = {
            "since": _("A year or a month is enough."),
            "frequency": _("For example: once, every day, every tax year."),
            "cost": _("Money, time, distance. A rough guess is fine."),
            "office": _("Name the office, on both sides if there are two."),
        }
        for name, words in hints.items():
            self.fields[name].help_text = words
        _without_counter(self)
        self.fields["court_case"].help_text = _(
            "We go on with your report either way. We only cannot do what a court decides."
        )
        as_rows(self, "court_case")


class Reach(Part):
    """How we may reach whoever tells us."""

    asks = ("contact_way", "email", "phone", "address", "name", "contact_language")
    asked_for = {
        "contact_way": gettext_lazy("Choose how we may reach you, or “without giving my name”."),
        "contact_language": gettext_lazy("Choose the language in which we write to you."),
    }

    def shape(self) -> None:
        self.fields["contact_way"].label = _("Choose one")
        as_rows(
            self,
            "contact_way",
            hints={
                "anonymous": _(
                    "You follow your report with a code. Keep it safe: we cannot send it again."
                )
            },
            reveals={"email": "email", "phone": "phone", "post": "address"},
        )
        self.fields["email"].error_messages["invalid"] = _(
            "Write a complete address, for example name@example.org."
        )
        self.fields["name"].help_text = _("Not kept if you choose “without giving my name”.")
        self.fields["contact_language"].label = _("In which language may we write to you?")
        in_own_words(self, "contact_language")
        _without_counter(self)
        fills = {"email": "email", "phone": "tel", "address": "street-address", "name": "name"}
        for name, kind in fills.items():
            self.fields[name].widget.attrs["autocomplete"] = kind
