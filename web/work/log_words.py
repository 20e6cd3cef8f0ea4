"""A plain fact of the log as text."""

from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from obstacles.days import write_day


def in_words(value: Any) -> str:
    """A fact of the log as text: names instead of keys, days as people write them."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case dict():
            return str(value.get("name", ""))
        case list():
            return ", ".join(in_words(one) for one in value)
        case str():
            return _day_or_text(value)
    return str(value)


def _day_or_text(value: str) -> str:
    try:
        day = parse_date(value) if len(value) == len("2026-11-23") else None
    except ValueError:
        day = None
    return write_day(day) if isinstance(day, date) else value
