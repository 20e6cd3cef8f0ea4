"""Figures with their definitions: the same question with the same cut-off, the same answer."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import filters
from api.conditions import has_already, tag_of
from api.paging import wrong_parameter
from api.problems import Problem
from api.serializers.figures import FigureFields, MeasureList, figure, measure
from obstacles.models import Border, Theme
from workflow import policy
from workflow.statistics import CATALOGUE, Figure, Question, answer, public_answer

from .house import OfficialView, PublicView

# Names that the figures have in the contract of this API.
CALLED = {
    "durations": "time_to_resolution",
    "resolution": "resolution_rate",
    "deadlines": "kept_deadlines",
    "partners": "bodies",
}
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
YEAR = timedelta(days=365)
PERIOD = {
    "from": "The first day that is counted; a year ago unless said.",
    "to": "The first day that is no longer counted; tomorrow unless said.",
    "tz": "A time zone of the IANA list; Europe/Brussels unless said.",
    "group_by": "One of the groups of the measure; its first unless said.",
    "border": "Short address of a border.",
    "theme": "Short address of a theme.",
}


class Catalogue(OfficialView):
    """The figures one may read, each with what exactly it counts."""

    answer = MeasureList

    def get(self, request: Any) -> Response:
        kinds = policy.countable_by(self.actor)
        found = [measure(one) for one in CATALOGUE.values() if one.kinds <= kinds]
        return Response({"results": found})


class FigureOf(OfficialView):
    """One figure, computed from the log as it stood at the cut-off."""

    answer = FigureFields
    has_etag = True
    parameters = {**PERIOD, "as_of": "The cut-off: a time with its offset; now unless said."}

    def get(self, request: Any, code: str) -> Response:
        code = _known(code)
        given = request.query_params
        asked = question(given, _cut_off(given), CATALOGUE[code].groups)
        return _told(request, answer(code, asked, self.actor))


class PublicFigure(PublicView):
    """One figure for everybody: whole quarters that are over, and no small numbers."""

    answer = FigureFields
    has_etag = True
    parameters = PERIOD
    cache = "public, max-age=300"

    def get(self, request: Any, code: str) -> Response:
        code = _known(code)
        asked = question(request.query_params, timezone.now(), CATALOGUE[code].groups)
        return _told(request, public_answer(code, asked))


def _known(code: str) -> str:
    name = CALLED.get(code, code)
    if name not in CATALOGUE:
        raise Problem("unknown")
    return name


def _told(request: Any, found: Figure) -> Response:
    told = figure(found)
    tag = tag_of([told[name] for name in ("rows", "total", "from_on", "to_on")])
    if has_already(request, tag):
        return Response(status=304, headers={"ETag": tag})
    return Response(told, headers={"ETag": tag})


@cache
def _time_zones() -> frozenset[str]:
    """The names of all time zones: some hundred files, looked at once."""
    return frozenset(available_timezones())


def question(given: Any, as_of: datetime, groups: Any) -> Question:
    """What an address asks, or a Problem that names the parameter."""
    tz = given.get("tz", settings.TIME_ZONE)
    if tz not in _time_zones():
        raise wrong_parameter("tz", _("This time zone is not known."))
    today = as_of.astimezone(ZoneInfo(tz)).date()
    from_on = _day(given, "from", today - YEAR)
    to_on = _day(given, "to", today + timedelta(days=1))
    if from_on >= to_on:
        raise wrong_parameter("to", _("The last day must come after the first."))
    if given.get("group_by", groups[0]) not in groups:
        words = _("Group by: %(names)s.") % {"names": ", ".join(filter(None, groups))}
        raise wrong_parameter("group_by", words)
    return Question(
        from_on,
        to_on,
        as_of,
        tz=tz,
        group_by=given.get("group_by", ""),
        border=_code(given, "border", Border),
        theme=_code(given, "theme", Theme),
    )


def _cut_off(given: Any) -> datetime:
    now = timezone.now()
    as_of = filters.moment(given, "as_of") if "as_of" in given else now
    if as_of > now:
        raise wrong_parameter("as_of", _("The cut-off lies in the future."))
    return as_of


def _day(given: Any, name: str, usual: date) -> date:
    if name not in given:
        return usual
    try:
        day = date.fromisoformat(given[name])
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise wrong_parameter(name, _("Send a day, such as 2027-03-01."))
    return day


def _code(given: Any, name: str, model: Any) -> str:
    slug = str(given.get(name, ""))
    if slug and not model.objects.filter(slug=slug).exists():
        raise wrong_parameter(name, _("There is no such code. See the reference data."))
    return slug
