"""W02: the list of cases, narrowed by what stands in the address."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from obstacles.languages import Language
from obstacles.models import Border
from obstacles.references import Misread, read_reference
from web.actors import actor_of
from web.typed import typed
from web.work import offers
from web.work.facets import Tally, facets, tallies
from web.work.listed import Row, row
from workflow import narrowing
from workflow.filters import CaseFilter
from workflow.models import Case
from workflow.roles import Role
from workflow.states import Kind

PAGE = 50


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show a list of cases; an exact reference leads to its case, whatever the filters."""
    asked = typed(request.GET)
    found = _exactly(request, asked.get("q", ""))
    if found is not None:
        return redirect("work-case", found.reference)
    kind = _kind(request, asked)
    today = timezone.localdate()
    visible = Case.objects.visible_to(actor_of(request.user))
    sees_questions = _sees_questions(request)
    wanted = _narrowing(asked, kind, sees_questions=sees_questions)
    cases = CaseFilter(wanted, visible, today=today).qs
    counted = facets(cases, kind, asked, today=today)
    pages = Paginator(cases.values_list("pk", flat=True), PAGE)
    pages.__dict__["count"] = counted.total
    page = pages.get_page(asked.get("page"))
    found_words = CaseFilter({"q": asked.get("q", "")}, visible, today=today).qs
    tally = tallies(found_words, request.user)
    views = offers.views_offered(request, tally.get(kind, Tally()), kind, asked)
    tells = sees_questions or kind != Kind.OBSTACLE
    told = {
        "kind": kind,
        "kinds": offers.kinds_offered(tally, kind, asked),
        "views": [one for one in views if tells or "arrived" not in one.query],
        "facets": counted,
        "page": page,
        "rows": _rows(list(page), names=sees_questions),
        "today": today,
        "q": asked.get("q", ""),
        "query": offers.without(asked, ("page",)),
        "orders": offers.orders(asked),
        "hidden": [(name, asked[name]) for name in KEPT if asked.get(name)],
        "networks": offers.offered(asked, "network", offers.networks()),
        "languages": offers.offered(asked, "language", Language.choices),
        "heading": offers.heading(request, asked, kind),
    }
    return render(request, "work/queue.html", told)


# What the form of the facets carries along without showing it.
KEPT = ("kind", "assignee", "arrived", "ordering", "q", "obstacle", "open", "body")
# A filter must not tell what the rows would not: whom we asked about an obstacle.
TELL_OF_QUESTIONS = ("arrived", "body")


def _exactly(request: HttpRequest, typed_words: str) -> Case | None:
    try:
        read = read_reference(typed_words)
    except Misread:
        return None
    cases = Case.objects.visible_to(actor_of(request.user)).with_subject()
    paths = ("report", "obstacle", "consultation")
    return cases.filter(Q(*((f"{one}__reference", read) for one in paths), _connector=Q.OR)).first()


def _kind(request: HttpRequest, asked: QueryDict) -> Kind:
    """One kind at a time; intake officers begin with reports."""
    wanted = asked.get("kind", "")
    if wanted in Kind.values:
        return Kind(wanted)
    offices = actor_of(request.user).offices
    only_intake = Role.INTAKE in offices and Role.COORDINATOR not in offices
    return Kind.REPORT if only_intake else Kind.OBSTACLE


def _narrowing(asked: QueryDict, kind: Kind, *, sees_questions: bool) -> QueryDict:
    """What the filter reads: one kind; open cases and nearest day first, unless asked else."""
    given = asked.copy()
    given["kind"] = kind.value
    if kind == Kind.OBSTACLE and not sees_questions:
        for name in TELL_OF_QUESTIONS:
            given.pop(name, None)
    if given.get("open") != "all":
        given["open"] = "false" if given.get("open") == "no" else "true"
    else:
        del given["open"]
    given.setdefault("ordering", offers.usual_order(asked))
    return given


def _sees_questions(request: HttpRequest) -> bool:
    """Intake officers see obstacles without whom we asked; experts see their own as a whole."""
    offices = actor_of(request.user).offices
    return Role.INTAKE not in offices or Role.COORDINATOR in offices


def _rows(keys: list[UUID], *, names: bool) -> list[Row]:
    """The rows of one page; what only they show is asked of these cases, not of all."""
    cases = narrowing.with_due_day(Case.objects.filter(pk__in=keys))
    found = {case.pk: case for case in _with_row(cases, names=names)}
    return [row(found[key]) for key in keys if key in found]


def _with_row(cases: QuerySet[Any], *, names: bool) -> QuerySet[Any]:
    borders = Prefetch("obstacle__borders", queryset=Border.objects.order_by("rank"))
    related = ("report__border", "obstacle__theme", "consultation__authority", "handler")
    asked = F("consultation__obstacle__reference")
    listed = cases.select_related(*related).defer("obstacle__search").prefetch_related(borders)
    listed = listed.annotate(report_number=narrowing.number_of_reports(), about=asked)
    return listed.annotate(asked_names=narrowing.asked_names()) if names else listed
