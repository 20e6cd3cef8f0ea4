"""Calendars: the days on which those who owe something do not work. Rests on nothing of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ONE_DAY = timedelta(days=1)
SATURDAY = 5

CALENDARS: dict[str, StrPromise] = {
    "BE": _("Belgium"),
    "NL": _("Netherlands"),
    "LU": _("Luxembourg"),
    "DE-NW": _("North Rhine-Westphalia"),
    "DE-RP": _("Rhineland-Palatinate"),
    "DE-SL": _("Saarland"),
    "FR": _("France"),
    "FR-57": _("Alsace-Moselle"),
    "EU": _("European Union institutions"),
}


@dataclass(frozen=True)
class Source:
    """Where the public holidays of one calendar are read, and in which language of its own."""

    country: str
    subdivision: str | None
    own_language: str
    categories: tuple[str, ...] = ("public",)


# Dutch law on time limits (Algemene termijnenwet, art. 3) has 5 May every year: "optional".
SOURCES: dict[str, Source] = {
    "BE": Source("BE", None, "nl"),
    "NL": Source("NL", None, "nl", ("public", "optional")),
    "LU": Source("LU", None, "fr"),
    "DE-NW": Source("DE", "NW", "de"),
    "DE-RP": Source("DE", "RP", "de"),
    "DE-SL": Source("DE", "SL", "de"),
    "FR": Source("FR", None, "fr"),
    "FR-57": Source("FR", "57", "fr"),
}

# The institutions publish their holidays each year. These are the usual ones, from general
# knowledge and unverified: compare with the Official Journal before relying on them.
EU_FIXED: tuple[tuple[int, int, StrPromise], ...] = (
    (1, 1, _("New Year's Day")),
    (1, 2, _("Day after New Year's Day")),
    (5, 1, _("Labour Day")),
    (5, 9, _("Europe Day")),
    (7, 21, _("National Day of Belgium")),
    (8, 15, _("Assumption Day")),
    (11, 1, _("All Saints' Day")),
    (11, 2, _("All Souls' Day")),
    *((12, day, _("End of the year")) for day in range(24, 32) if day != 25),
    (12, 25, _("Christmas Day")),
)
EU_AFTER_EASTER_MONDAY: tuple[tuple[int, StrPromise], ...] = (
    (-4, _("Maundy Thursday")),
    (-3, _("Good Friday")),
    (0, _("Easter Monday")),
    (38, _("Ascension Day")),
    (39, _("Day after Ascension Day")),
    (49, _("Whit Monday")),
)

# The longest fitting beginning wins. Länder without a calendar of their own follow that of
# North Rhine-Westphalia; Alsace and Moselle keep the two holidays of their local law.
BY_AREA: dict[str, str] = {
    "BE": "BE",  # also BENELUX: its General Secretariat sits in Brussels
    "NL": "NL",
    "LU": "LU",
    "DE": "DE-NW",
    "DEB": "DE-RP",
    "DEC": "DE-SL",
    "FR": "FR",
    "FRF1": "FR-57",
    "FRF33": "FR-57",
    "EU": "EU",
}
HOME = "BE"  # the calendar of the house, for areas whose holidays we do not keep (AT, CH, DK …)

ZONES: dict[str, str] = {"NL": "Europe/Amsterdam", "LU": "Europe/Luxembourg"}
ZONES |= {"BE": "Europe/Brussels", "EU": "Europe/Brussels"}
ZONES |= dict.fromkeys(("DE-NW", "DE-RP", "DE-SL"), "Europe/Berlin")
ZONES |= dict.fromkeys(("FR", "FR-57"), "Europe/Paris")


def calendar_of(area_code: str) -> str:
    """The calendar by which a body in this area works."""
    for length in range(len(area_code), 1, -1):
        if found := BY_AREA.get(area_code[:length]):
            return found
    return HOME


def zone_of(calendar: str) -> str:
    """The name of the time zone in which a day of this calendar begins and ends."""
    return ZONES[calendar]


def day_in(calendar: str, at: datetime) -> date:
    """Which day it is for those who work by this calendar."""
    return at.astimezone(ZoneInfo(zone_of(calendar))).date()


def end_of_day(calendar: str, day: date) -> datetime:
    """The moment at which a legal day is over: the midnight that follows it, where it is owed."""
    return datetime.combine(day + ONE_DAY, time(), ZoneInfo(zone_of(calendar)))


def holiday(calendar: str, day: date) -> str | None:
    """The name of the public holiday on this day, in the reader's language where it is known."""
    if calendar == "EU":
        name = _institutions(day.year).get(day)
        return None if name is None else gettext(str(name))
    return _names(calendar, day.year, (get_language() or "en")[:2]).get(day)


def is_working_day(calendar: str, day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _days_off(calendar, day.year)


def next_working_day(calendar: str, day: date) -> date:
    """The first working day from this day on; the day itself, when people work on it."""
    while not is_working_day(calendar, day):
        day += ONE_DAY
    return day


@cache
def _days_off(calendar: str, year: int) -> frozenset[date]:
    if calendar == "EU":
        return frozenset(_institutions(year))
    return frozenset(_names(calendar, year, "en"))


@cache
def _names(calendar: str, year: int, language: str) -> Mapping[date, str]:
    """The package knows each country in some languages; else the name used there is right."""
    source = SOURCES[calendar]
    spoken = {code[:2]: code for code in getattr(holidays, source.country).supported_languages}
    return dict(
        holidays.country_holidays(
            source.country,
            subdiv=source.subdivision,
            years=year,
            observed=False,
            categories=source.categories,
            language=spoken.get(language, source.own_language),
        )
    )


@cache
def _institutions(year: int) -> Mapping[date, StrPromise]:
    belgium = _names("BE", year, "en")
    easter_monday = next(day for day, name in belgium.items() if name == "Easter Monday")
    fixed = {date(year, month, day): name for month, day, name in EU_FIXED}
    return fixed | {easter_monday + days * ONE_DAY: name for days, name in EU_AFTER_EASTER_MONDAY}
