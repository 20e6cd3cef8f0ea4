"""The register: every published obstacle, searched, narrowed, sorted, in pages or as CSV."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from obstacles.facets import facets
from obstacles.filters import RegisterFilter, unknown_parameters
from obstacles.models import Obstacle
from web.public import tables
from web.public.showing import shown
from web.typed import typed

PER_PAGE = 20
OURS = ("page",)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show a page of the register, narrowed by what stands in the address."""
    given = typed(request.GET)
    narrowed = _narrowed(given)
    keys = narrowed.qs.values_list("pk", flat=True)
    page = Paginator(keys, PER_PAGE).get_page(given.get("page"))
    query = _query(given)
    found = facets(_narrowed(_only(given, "q")).qs)
    shows = {
        "filter": narrowed,
        "form": None,
        "page": page,
        "hits": shown(_in_order(list(page))),
        "query": query,
        "groups": _groups(found, given),
        "notices": _notices(given, narrowed),
        "nearest": None if page.paginator.count else _nearest(given),
        "is_narrowed": bool(query),
        "csv": reverse("public-register-csv") + (f"?{query}" if query else ""),
    }
    return render(request, "public/register.html", shows)


@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the same list as a table, row by row."""
    obstacles = _narrowed(typed(request.GET)).qs.with_public_text()
    rows = tables.csv_lines(obstacles, address=request.build_absolute_uri)
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response


def _in_order(keys: list[UUID]) -> list[Obstacle]:
    """The obstacles of one page; long texts are fetched of these only, not sorted with all."""
    found = Obstacle.objects.listed().with_public_text().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _narrowed(given: QueryDict) -> RegisterFilter:
    return RegisterFilter(given, queryset=Obstacle.objects.listed())


def _query(given: QueryDict, *, without: str = "") -> str:
    kept = given.copy()
    for name in [*OURS, without]:
        kept.pop(name, None)
    return _filled(kept).urlencode()


def _filled(given: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        filled = [value for value in values if value]
        if filled:
            kept.setlist(name, filled)
    return kept


def _only(given: QueryDict, name: str) -> QueryDict:
    kept = QueryDict(mutable=True)
    kept.setlist(name, given.getlist(name))
    return kept


def _groups(found: Any, given: QueryDict) -> list[dict[str, Any]]:
    """The groups of boxes beside the list; a chosen value stays even where nothing has it."""
    labels = {"status": _("Status"), "border": _("Border"), "theme": _("Theme")}
    return [
        {
            "name": name,
            "label": label,
            "options": [
                {"facet": one, "chosen": one.value in given.getlist(name)}
                for one in getattr(found, name)
                if not one.parent or one.value in given.getlist(name)
            ],
        }
        for name, label in labels.items()
    ]


def _notices(given: QueryDict, narrowed: RegisterFilter) -> list[str]:
    """Say which parts of the address narrow nothing."""
    ignored = {*unknown_parameters(given, also=OURS), *narrowed.form.errors}
    named = ", ".join(sorted(name[:40] for name in ignored))
    return [_("We left out filters that we do not know: %(names)s.") % {"names": named}] * bool(
        ignored
    )


def _nearest(given: QueryDict) -> dict[str, Any] | None:
    """The one filter without which most would be found."""
    tries = []
    for name in _filled(given):
        if name in RegisterFilter.base_filters and name != "ordering":
            rest = given.copy()
            rest.pop(name)
            label = RegisterFilter.base_filters[name].label
            tries.append((_narrowed(rest).qs.count(), str(label), _query(given, without=name)))
    count, label, query = max(tries, default=(0, "", ""))
    url = reverse("public-register") + (f"?{query}" if query else "")
    return {"count": count, "label": label, "url": url} if count else None
