"""What the steps of resolution ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.days import write_day
from obstacles.models import Membership, Role, SolutionKind, User

from . import fields
from .fields import CodeChoice, CodeChoices, DatedLinesField, LinesField, StepForm


def experts() -> Any:
    """People of the centre who may be given an obstacle."""
    held = Membership.objects.filter(authority__is_centre=True, role=Role.EXPERT)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("username")


class Identification(StepForm):
    """Title, border and theme of a new obstacle."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = fields.language(gettext_lazy("Language of the title"))
    borders = fields.borders(gettext_lazy("Borders"))
    theme = fields.theme(gettext_lazy("Theme"))
    summary = fields.words(gettext_lazy("What it is about"), required=False)


class Assignment(StepForm):
    """Who leads, and who else works on it."""

    lead = CodeChoice(experts, code="username", label=gettext_lazy("Lead expert"))
    others = CodeChoices(
        experts, code="username", label=gettext_lazy("Other experts"), required=False
    )

    def clean_others(self) -> list[User]:
        lead = self.cleaned_data.get("lead")
        return [user for user in self.cleaned_data["others"] if user != lead]


class Proposal(StepForm):
    """A way out: kind, text, the bodies that must act, the provisions concerned."""

    kind = fields.choice(gettext_lazy("Kind of solution"), SolutionKind.choices)
    text = fields.words(gettext_lazy("The solution"))
    language = fields.language()
    bodies = fields.bodies(gettext_lazy("Bodies that must act"))
    provisions = LinesField(
        label=gettext_lazy("Provisions concerned"),
        required=False,
        help_text=gettext_lazy("One a line, with the article."),
    )


class Adoption(StepForm):
    """The act or bill, and milestones with days."""

    act_reference = forms.CharField(label=gettext_lazy("Act or bill"), max_length=300)
    milestones = DatedLinesField(
        label=gettext_lazy("Milestones"),
        help_text=gettext_lazy("One a line: day and words, such as 2027-03-01 Bill to parliament."),
    )


class Progress(StepForm):
    """A milestone reached or moved, in words."""

    milestone = forms.CharField(label=gettext_lazy("Milestone"), max_length=200)
    reached_on = fields.day(gettext_lazy("Reached on"), required=False)
    moved_to = fields.day(gettext_lazy("Or moved to"), required=False)
    words = fields.words(gettext_lazy("In words"))

    def fit(self) -> None:
        if self.case is None:
            return
        rows = self.case.milestones.filter(reached_on=None).order_by("due_on")
        titles = [(row.title, f"{write_day(row.due_on)}: {row.title}") for row in rows]
        self.fields["milestone"] = fields.choice(self.fields["milestone"].label, titles)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("reached_on")) == bool(told.get("moved_to")):
            self.add_error("reached_on", _("Say the day it was reached, or the day it moves to."))
        return told
