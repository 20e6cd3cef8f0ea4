"""A05: who looked at what, what is kept past its time, and what was erased with whose word."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from obstacles.models import User
from obstacles.references import Misread, read_reference
from obstacles.spreadsheets import csv_lines
from workflow.models import AccessView, Entry, Seat

from .retention import kept

ON_A_PAGE = 50


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the three things together; no story, no name of whoever reported."""
    now = timezone.now()
    typed = request.GET.get("case", "").strip()
    looks = _looks(typed)
    page = Paginator(looks, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {
        "kept": kept(now),
        "erased": _erased(),
        "page": page,
        "looks": _named(page),
        "case": typed[:40],
    }
    return render(request, "privacy/overview.html", told)


@never_cache
@require_safe
def looks_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The access log as a table for other programs."""
    lines = csv_lines(_rows(_looks(request.GET.get("case", "").strip())))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="access-log.csv"'
    return answer


def _looks(typed: str) -> QuerySet[AccessView]:
    """Looks at all cases, or at the one whose reference was typed; newest first."""
    found = AccessView.objects.select_related(
        "case__report", "case__obstacle", "case__consultation"
    ).order_by("-at", "-id")
    if not typed:
        return found
    try:
        reference = read_reference(typed)
    except Misread:
        return found.none()
    kind = {"RP": "report", "OB": "obstacle", "CN": "consultation"}.get(reference[:2])
    return found.filter(**{f"case__{kind}__reference": reference}) if kind else found.none()


def _named(looks: Iterable[AccessView]) -> list[dict[str, Any]]:
    """Each look with the name of whoever looked; two queries for all of them."""
    rows = list(looks)
    people = _people({one.actor for one in rows if one.actor})
    return [
        {
            "reference": one.case.reference,
            "who": people.get(one.actor, _("somebody who is gone")),
            "what": _what(one.what),
            "at": one.at,
        }
        for one in rows
    ]


def _people(keys: set[Any]) -> dict[Any, str]:
    """Names of people, and of bodies that came by a link."""
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}
    seats = Seat.objects.filter(pk__in=keys).select_related("user", "authority")
    return people | {seat.pk: seat.speaker for seat in seats}


def _what(code: str) -> str:
    return {
        "page": _("the page of the case"),
        "contact": _("how to reach the reporter"),
        "packet": _("the question to a body"),
    }.get(code, code)


def _erased() -> list[dict[str, Any]]:
    """The newest erasures: who took the step, and who is named as the second person."""
    lines = Entry.objects.filter(step="erase").select_related("case__report").order_by("-at")[:20]
    entries = list(lines)
    named = {key for line in entries for key in (line.actor, _second(line)) if key}
    people = {str(key): name for key, name in _people(named).items()}
    return [
        {
            "reference": line.case.reference,
            "at": line.at,
            "who": people.get(str(line.actor), ""),
            "second": people.get(str(_second(line)), ""),
        }
        for line in entries
    ]


def _second(line: Entry) -> Any:
    return (line.facts.get("confirmed_by") or {}).get("key")


def _rows(looks: QuerySet[AccessView]) -> Iterator[list[object]]:
    yield [_("When"), _("Case"), _("Who"), _("What")]
    for page in Paginator(looks, 500):
        for one in _named(page):
            yield [_written(one["at"]), one["reference"], one["who"], one["what"]]


def _written(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes")
