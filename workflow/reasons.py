"""Why a due day is that day, in words, from what is kept with a deadline. Rests on calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from obstacles.days import write_day

from .calendars import CALENDARS, holiday

Kept = Mapping[str, Any]  # what Due.as_json() gave
NAMED_ONE_BY_ONE = 3


def sentences(kept: Kept) -> str:
    """One sentence for each thing that made the day what it is."""
    parts = (_length(kept), _moved(kept), _pause(kept), _passed_over(kept))
    return " ".join(part for part in parts if part)


def _length(kept: Kept) -> str:
    words = {
        "start": _day(kept["starts_on"]),
        "calendar": CALENDARS[kept["calendar"]],
        "length": in_words(kept["length"]),
        "extension": in_words(kept["extension"]),
        "day": _day(kept["set_on"]),
    }
    match bool(kept["set_on"]), bool(kept["extension"]):
        case True, True:
            frame = _("%(extension)s more from %(day)s, calendar %(calendar)s.")
        case True, False:
            frame = _("This day was set: %(day)s.")
        case False, True:
            frame = _("%(length)s and %(extension)s more from %(start)s, calendar %(calendar)s.")
        case _:
            frame = _("%(length)s from %(start)s, calendar %(calendar)s.")
    return frame % words


def _moved(kept: Kept) -> str:
    if not kept["extended_to"]:
        return ""
    return _("It was extended to %(day)s.") % {"day": _day(kept["extended_to"])}


def _pause(kept: Kept) -> str:
    if kept["paused_since"]:
        since = _day(kept["paused_since"])
        return _("The clock has stood still since %(day)s, so this day moves on.") % {"day": since}
    if not kept["paused_days"]:
        return ""
    return ngettext(
        "The clock stood still for %(count)d day.",
        "The clock stood still for %(count)d days.",
        kept["paused_days"],
    ) % {"count": kept["paused_days"]}


def _passed_over(kept: Kept) -> str:
    if (kept["length"] or {}).get("working_days"):
        return _not_counted(kept)
    days = [_reason(kept, skipped) for skipped in kept["skipped"] if skipped["why"] != "short"]
    parts = [_not_the_last(days)] if days else []
    if len(days) < len(kept["skipped"]):
        parts.append(_("A period of two days or more has at least two working days."))
    return " ".join(parts)


def _not_the_last(days: list[str]) -> str:
    if len(days) > NAMED_ONE_BY_ONE:
        words = {"first": days[0], "last": days[-1]}
        return _("From %(first)s to %(last)s no day can be the last day.") % words
    frame = ngettext(
        "%(days)s cannot be the last day.", "%(days)s cannot be the last day.", len(days)
    )
    return frame % {"days": _list(days)}


def _not_counted(kept: Kept) -> str:
    days = [_reason(kept, skipped) for skipped in kept["skipped"] if skipped["why"] == "holiday"]
    if not days:
        return _("Saturdays and Sundays are not counted.")
    return _("Saturdays, Sundays and these days are not counted: %(days)s.") % {"days": _list(days)}


def _reason(kept: Kept, skipped: Mapping[str, str]) -> str:
    day = date.fromisoformat(skipped["on"])
    name = holiday(kept["calendar"], day) or WEEKDAYS[day.weekday()]
    return _("%(day)s (%(reason)s)") % {"day": _day(skipped["on"]), "reason": name}


def _list(words: list[str]) -> str:
    return get_text_list(words, _("and"))


def in_words(period: Mapping[str, int] | None) -> str:
    """A length as one says it: "3 months", "1 month and 15 days"."""
    if period is None:
        return ""
    days = _working_days if period["working_days"] else _days
    says = {"years": _years, "months": _months, "weeks": _weeks, "days": days}
    words = [say(period[unit]) for unit, say in says.items() if period[unit]]
    return _list(words)


def _years(count: int) -> str:
    return ngettext("%(count)d year", "%(count)d years", count) % {"count": count}


def _months(count: int) -> str:
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def _weeks(count: int) -> str:
    return ngettext("%(count)d week", "%(count)d weeks", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _working_days(count: int) -> str:
    words = ngettext("%(count)d working day", "%(count)d working days", count)
    return words % {"count": count}


def _day(day: str | None) -> str:
    return write_day(date.fromisoformat(day)) if day else ""
