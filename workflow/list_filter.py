"""Lists as programs narrow them: the names of the API's lists, the conditions of the pages."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import get_default_timezone, is_naive
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, ModelChoiceFilter

from obstacles.models import Authority

from .filters import CaseFilter

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


class _MomentFilter(CharFilter):
    field_class = _Moment


class ListFilter(CaseFilter):
    """Cases, narrowed by what a program sends."""

    organisation = ModelChoiceFilter(
        queryset=Authority.objects.all(), to_field_name="slug", method="with_body"
    )
    overdue = BooleanFilter(method="with_late_clock")
    created_after = _MomentFilter("opened_at", lookup_expr="gte")
    updated_after = _MomentFilter("changed_at", lookup_expr="gte")
    ordering = ChoiceFilter(choices=[(one, one) for one in ORDERINGS], method="in_order")

    def with_late_clock(self, queryset: Any, _name: str, wanted: bool) -> Any:
        late = queryset.model.objects.overdue(on=self.today).values("pk")
        return queryset.filter(pk__in=late) if wanted else queryset.exclude(pk__in=late)

    def in_order(self, queryset: Any, _name: str, wanted: str) -> Any:
        return queryset.order_by(*ORDERINGS[wanted])


def as_lists(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with one name of several written as a list of one."""
    return {
        name: [one] if name in SEVERAL and isinstance(one, str) else one
        for name, one in told.items()
    }
