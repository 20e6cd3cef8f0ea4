"""W02: the list of cases, narrowed by what stands in the address."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from obstacles.languages import Language
from obstacles.models import Border, Network
from obstacles.references import Misread, read_reference
from web.actors import actor_of
from web.typed import typed
from web.work.facets import NOBODY, Tally, View, facets, tallies
from web.work.listed import row
from workflow import narrowing
from workflow.filters import ORDER_LABELS, CaseFilter
from workflow.models import Case
from workflow.roles import Role
from workflow.states import Kind

PAGE = 50
KINDS = (Kind.REPORT, Kind.OBSTACLE, Kind.CONSULTATION)


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
    pages = Paginator(_with_row(cases, names=sees_questions), PAGE)
    pages.__dict__["count"] = counted.total
    page = pages.get_page(asked.get("page"))
    found_words = CaseFilter({"q": asked.get("q", "")}, visible, today=today).qs
    tally = tallies(found_words, request.user)
    views = _views(request, tally.get(kind, Tally()), kind, asked)
    tells = sees_questions or kind != Kind.OBSTACLE
    told = {
        "kind": kind,
        "kinds": _kinds(tally, kind, asked),
        "views": [one for one in views if tells or "arrived" not in one.query],
        "facets": counted,
        "page": page,
        "rows": [row(case) for case in page],
        "today": today,
        "q": asked.get("q", ""),
        "query": _without(asked, ("page",)),
        "orders": _orders(asked),
        "hidden": [(name, asked[name]) for name in KEPT if asked.get(name)],
        "networks": _offered(asked, "network", _networks()),
        "languages": _offered(asked, "language", Language.choices),
        "heading": _heading(request, asked, kind),
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
    given.setdefault("ordering", _usual_order(asked))
    return given


def _usual_order(asked: QueryDict) -> str:
    """What needs action first; nothing is due in closed cases."""
    return "newest" if asked.get("open") in ("all", "no") else "due"


def _sees_questions(request: HttpRequest) -> bool:
    """Intake officers see obstacles without whom we asked; experts see their own as a whole."""
    offices = actor_of(request.user).offices
    return Role.INTAKE not in offices or Role.COORDINATOR in offices


def _with_row(cases: QuerySet[Any], *, names: bool) -> QuerySet[Any]:
    borders = Prefetch("obstacle__borders", queryset=Border.objects.order_by("rank"))
    related = ("report__border", "obstacle__theme", "consultation__authority", "handler")
    asked = F("consultation__obstacle__reference")
    listed = cases.select_related(*related).prefetch_related(borders)
    listed = listed.annotate(report_number=narrowing.number_of_reports(), about=asked)
    return listed.annotate(asked_names=narrowing.asked_names()) if names else listed


def _without(asked: QueryDict, names: tuple[str, ...]) -> str:
    left = asked.copy()
    for name in names:
        left.pop(name, None)
    return left.urlencode()


def _kinds(tally: dict[str, Tally], current: Kind, asked: QueryDict) -> list[View]:
    words = {"q": asked.get("q", "")}
    labels = {
        Kind.REPORT: _("Reports"),
        Kind.OBSTACLE: _("Obstacles"),
        Kind.CONSULTATION: _("Consultations"),
    }
    return [
        View(
            _asking(one, words),
            labels[one],
            tally.get(one, Tally()).everything,
            one == current,
        )
        for one in KINDS
    ]


def _views(request: HttpRequest, tally: Tally, kind: Kind, asked: QueryDict) -> list[View]:
    mine = request.user.get_username()
    here = (asked.get("assignee", ""), asked.get("arrived", ""))
    offered = (
        (_("Mine, by due day"), (mine, ""), tally.mine),
        (_("Whole team"), ("", ""), tally.everything),
        (_("Nobody’s yet"), (NOBODY, ""), tally.nobodys),
        (_("Answers arrived"), ("", "true"), tally.arrived),
    )
    found = []
    for label, (assignee, arrived), number in offered:
        query = _asking(kind, {"assignee": assignee, "arrived": arrived, "q": asked.get("q", "")})
        found.append(View(query, label, number, here == (assignee, arrived)))
    return found


def _asking(kind: Kind, asked: dict[str, str]) -> str:
    return urlencode({"kind": kind.value, **{name: one for name, one in asked.items() if one}})


def _heading(request: HttpRequest, asked: QueryDict, kind: Kind) -> str:
    if asked.get("q"):
        return _("Found: %(words)s") % {"words": asked["q"]}
    current = next((one for one in _views(request, Tally(), kind, asked) if one.is_current), None)
    return current.label if current else _("Search")


def _networks() -> list[tuple[str, str]]:
    return [(one.slug, one.name) for one in Network.objects.order_by("slug")]


def _offered(asked: QueryDict, name: str, pairs: Any) -> list[dict[str, Any]]:
    """The choices of a select; nothing chosen leaves the list as it is."""
    chosen = asked.get(name, "")
    return [{"value": code, "label": label, "chosen": code == chosen} for code, label in pairs]


def _orders(asked: QueryDict) -> list[View]:
    now = asked.get("ordering") or _usual_order(asked)
    rest = _without(asked, ("page", "ordering"))
    return [
        View(f"{rest}&ordering={name}".lstrip("&"), str(label), 0, name == now)
        for name, label in ORDER_LABELS
    ]
