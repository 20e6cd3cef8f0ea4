"""Days as people write them."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

_FIRST = re.compile(r"(?:(?<=\s)|^)1 (?=[^\W\d])")


def write_day(day: date | None, form: str = "DATE_FORMAT") -> str:
    """Write a day in the language being spoken; French counts the first: 1er décembre 2026."""
    if not day:
        return ""
    written = str(date_format(day, form))
    return _FIRST.sub("1er ", written) if get_language() == "fr" else written
