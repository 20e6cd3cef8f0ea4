"""Django's own filter for days, but for the first of a month in French."""

from datetime import date
from typing import Any

from django import template
from django.template.defaultfilters import date as written

from obstacles.days import write_day

register = template.Library()


@register.filter(name="date", expects_localtime=True, is_safe=False)
def day_or_time(value: Any, form: str = "DATE_FORMAT") -> str:
    """Write a day or a time; what is neither is left to Django."""
    return write_day(value, form) if isinstance(value, date) else str(written(value, form))
