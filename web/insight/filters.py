"""What the figures are narrowed to: a period, a border, a theme, and a cut-off."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from obstacles.models import Border, Theme
from workflow.statistics import Question, closed_quarter

PERIODS = (
    ("12", _("12 months")),
    ("this_year", _("this year")),
    ("last_year", _("last year")),
    ("quarter", _("last quarter")),
)


def period(name: str, today: date) -> tuple[date, date]:
    """The first day of a period, and the first day after it."""
    month = today.replace(day=1)
    match name:
        case "this_year":
            return date(today.year, 1, 1), today + timedelta(days=1)
        case "last_year":
            return date(today.year - 1, 1, 1), date(today.year, 1, 1)
        case "quarter":
            return closed_quarter(today)
    return month.replace(year=month.year - 1), month


class Filters(forms.Form):
    """Choices of the page; whatever is not one of them counts as everything."""

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    border = forms.ChoiceField(label=_("Border"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    as_of = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="by_%s")
        self.borders = list(Border.objects.order_by("rank"))
        themes = Theme.objects.filter(parent=None).order_by("rank")
        shown = [(row.slug, row.short) for row in self.borders if row.parent_id is None]
        everything = [("", _("all"))]
        self.fields["border"].choices = everything + shown  # type: ignore[attr-defined]
        self.fields["theme"].choices = everything + [  # type: ignore[attr-defined]
            (row.slug, row.name) for row in themes
        ]

    def question(self) -> Question:
        """What is asked of every figure of the page."""
        self.is_valid()
        told = self.cleaned_data
        now = timezone.now()
        as_of: datetime = min(told.get("as_of") or now, now)
        from_on, to_on = period(told.get("period") or "12", timezone.localdate(as_of))
        return Question(
            from_on,
            to_on,
            as_of,
            border=told.get("border") or "",
            theme=told.get("theme") or "",
        )

    def question_by(self, group_by: str) -> Question:
        """The same, counted by one thing."""
        return replace(self.question(), group_by=group_by)

    def words(self, name: str) -> str:
        """The chosen value, as the page says it."""
        chosen = self.cleaned_data.get(name) or ""
        choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]
        return str(choices[chosen]) if chosen else ""

    def query(self, question: Question) -> str:
        """The same question as an address, cut-off included: it has the same answer for ever."""
        found = QueryDict(mutable=True)
        for name in ("period", "border", "theme"):
            if self.cleaned_data.get(name):
                found[name] = self.cleaned_data[name]
        found["as_of"] = question.as_of.isoformat()
        return found.urlencode()
