"""Conditions on cases that need more than one column; ``filters`` puts them together."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Case as Choice
from django.db.models.functions import Coalesce, Least

from obstacles.models import Border, Obstacle, Theme
from obstacles.searching import parse

from .models import Case, Deadline, Message
from .states import AWAITED, Asking, Kind

SOON = timedelta(days=7)
SEARCHED = {
    Kind.REPORT: "report__search",
    Kind.OBSTACLE: "obstacle__search",
    Kind.CONSULTATION: "consultation__obstacle__search",
}
ARRIVED = (Asking.ANSWERED, Asking.DECLINED, Asking.QUESTION_BACK)


def with_due_day(cases: QuerySet[Any]) -> QuerySet[Any]:
    """Add the nearest day on which something is due: of the case or of a question asked for it."""
    running = Deadline.objects.filter(ended_on=None).order_by("due_on")
    own = running.filter(case=OuterRef("pk"))
    asked = running.filter(case__parent=OuterRef("pk"), case__kind=Kind.CONSULTATION)
    nearest = Least(Subquery(own.values("due_on")[:1]), Subquery(asked.values("due_on")[:1]))
    # In a closed case nothing is due; saying so spares the database most of the rows.
    return cases.annotate(due_on=Choice(When(closed_at=None, then=nearest)))


def number_of_reports() -> Coalesce:
    """How many reports hang on a case; counted for the rows that are shown, not for all."""
    reports = Case.objects.filter(parent=OuterRef("pk"), kind=Kind.REPORT).order_by()
    counted = reports.values("parent").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def asked_names() -> ArraySubquery:
    """Short names of the bodies whose answer is awaited, at most two."""
    awaited = Case.objects.filter(
        parent=OuterRef("pk"), kind=Kind.CONSULTATION, state__in=AWAITED
    ).order_by("opened_at", "id")
    return ArraySubquery(awaited.values("consultation__authority__short_name")[:2])


def arrived() -> Q:
    """Cases in which an answer waits for us: of the reporter, or of a body."""
    answers = Case.objects.filter(parent=OuterRef("pk"), kind=Kind.CONSULTATION, state__in=ARRIVED)
    said = Message.objects.filter(case=OuterRef("pk")).exclude(kind=Message.Kind.NOTE)
    newest = said.order_by("-written_at", "-id").values("from_outside")[:1]
    is_theirs = Coalesce(Subquery(newest), False, output_field=BooleanField())
    return Q(closed_at=None) & (
        Q(kind=Kind.CONSULTATION, state__in=ARRIVED)
        | Q(Exists(answers), kind=Kind.OBSTACLE)
        | Q(is_theirs, kind=Kind.REPORT)
    )


def with_words(typed: str, *kinds: Kind) -> Q:
    """Every typed word, or its beginning, in a report's story or an obstacle's text.

    One kind is looked up beside the case; several each by themselves, so that each has its index.
    """
    query = parse(typed)
    if query is None:
        return Q()
    if len(kinds) == 1:
        return Q(**{SEARCHED[kinds[0]]: query})
    found = (Case.objects.filter(**{SEARCHED[kind]: query}) for kind in kinds or Kind)
    return Q(*(Q(pk__in=cases.values("pk")) for cases in found), _connector=Q.OR)


def at_borders(borders: Iterable[Border], *kinds: Kind) -> Q:
    """Cases at one of these borders or at a segment of one."""
    here = _with_parts(Border, borders)
    links: Any = Obstacle.borders.through
    obstacles = links.objects.filter(border__in=here).values("obstacle")
    found = {
        Kind.REPORT: Q(report__border__in=here),
        Kind.OBSTACLE: Q(obstacle__in=obstacles),
        Kind.CONSULTATION: Q(consultation__obstacle__in=obstacles),
    }
    return Q(*(found[kind] for kind in kinds or Kind), _connector=Q.OR)


def about(themes: Iterable[Theme], *kinds: Kind) -> Q:
    """Cases about one of these themes or about a part of one."""
    wanted = _with_parts(Theme, themes)
    paths = {
        Kind.REPORT: "report__theme",
        Kind.OBSTACLE: "obstacle__theme",
        Kind.CONSULTATION: "consultation__obstacle__theme",
    }
    found = (Q(**{f"{paths[kind]}__in": wanted}) for kind in kinds or Kind)
    return Q(*found, _connector=Q.OR)


def _with_parts(model: Any, rows: Iterable[Any]) -> QuerySet[Any]:
    keys = [row.pk for row in rows]
    found: QuerySet[Any] = model.objects.filter(Q(pk__in=keys) | Q(parent__in=keys)).order_by()
    return found.values("pk")


def with_bodies(bodies: Any) -> Q:
    """Cases in which one of these bodies is asked, or is in charge of a side."""
    sides = Obstacle.objects.filter(sides__authority__in=bodies).values("pk")
    asked = Obstacle.objects.filter(consultations__authority__in=bodies).values("pk")
    return Q(consultation__authority__in=bodies) | Q(obstacle__in=sides) | Q(obstacle__in=asked)


def clock(wanted: str, today: Any) -> Q:
    """How near the due day is: late, soon (within 7 days) or later; needs ``with_due_day``."""
    match wanted:
        case "late":
            return Q(due_on__lt=today)
        case "soon":
            return Q(due_on__gte=today, due_on__lte=today + SOON)
    return Q(due_on__gt=today + SOON)
