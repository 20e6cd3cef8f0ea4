"""Lists as programs narrow them: the names of the API's lists, the conditions of the pages."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Now, TruncDate
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import get_default_timezone, is_naive
from django.utils.translation import gettext_lazy as _

from .filters import CaseFilter
from .models import Case

# As api.filters has them; a test holds the two together.
ORDERINGS = {
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "-id"),
    "changed": ("changed_at", "id"),
    "-changed": ("-changed_at", "-id"),
}
SEVERAL = frozenset({"state", "border", "theme"})


class _Moment(forms.CharField):
    """A day, or a time with its offset: a local time may not exist, or exist twice."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            day = parse_date(text) if len(text) == 10 else None
            at = None if day else parse_datetime(text)
        except ValueError:
            day = at = None
        if day is not None:
            return datetime.combine(day, time(), tzinfo=get_default_timezone())
        if at is None or is_naive(at):
            raise ValidationError(_("Send a day, or a time with its offset from UTC."))
        return at


class ListForm(forms.Form):
    """What the pages narrow by in another way, or not at all."""

    overdue = forms.NullBooleanField(required=False)
    created_after = _Moment(required=False)
    updated_after = _Moment(required=False)
    ordering = forms.ChoiceField(choices=[(one, one) for one in ORDERINGS], required=False)


def errors_in(told: Mapping[str, Any]) -> dict[str, Any]:
    """What cannot be read in the filters that a program sent, by name."""
    return {**ListForm(told).errors, **CaseFilter(_for_pages(told), Case.objects.none()).errors}


def narrowed(told: Mapping[str, Any], cases: Any) -> Any:
    """Cases as a program narrows and orders them."""
    form = ListForm(told)
    form.is_valid()
    asked = form.cleaned_data
    found = CaseFilter(_for_pages(told), cases).qs
    for name, column in (("created_after", "opened_at"), ("updated_after", "changed_at")):
        if asked.get(name):
            found = found.filter(**{f"{column}__gte": asked[name]})
    if asked.get("overdue") is not None:
        on: Any = TruncDate(Now())
        late = Case.objects.overdue(on=on).values("pk")
        found = found.filter(pk__in=late) if asked["overdue"] else found.exclude(pk__in=late)
    return found.order_by(*ORDERINGS[asked.get("ordering") or "-opened"])


def _for_pages(told: Mapping[str, Any]) -> dict[str, Any]:
    """The other filters, as the pages name them; one name of several is a list of one."""
    shared = {name: one for name, one in told.items() if name not in ListForm.base_fields}
    if "organisation" in shared:
        shared["body"] = shared.pop("organisation")
    return {
        name: [one] if name in SEVERAL and isinstance(one, str) else one
        for name, one in shared.items()
    }
