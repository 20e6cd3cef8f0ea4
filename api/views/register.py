"""The public register: approved texts, for everybody."""

from typing import Any, ClassVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import feeds
from api.conditions import has_already
from api.paging import page, wrong_parameter
from api.problems import Problem
from api.serializers.pages import paged
from api.serializers.public import (
    PublicObstacle,
    PublicObstacleDetail,
    public_obstacle,
    public_obstacle_detail,
)
from obstacles.filters import RegisterFilter
from obstacles.models import Obstacle, PublicStatus
from obstacles.references import Misread, read_reference

from .house import PAGES, PublicView


class RegisterList(PublicView):
    """Published obstacles, narrowed as on the page, with the exact count."""

    parameters: ClassVar[dict[str, str]] = {
        **PAGES,
        "format": "json, csv or atom; the header Accept says the same.",
        **{name: str(one.label or name) for name, one in RegisterFilter.base_filters.items()},
    }
    several = frozenset({"border", "theme", "status"})
    content_negotiation_class = feeds.Formats
    answer = paged(PublicObstacle)
    also_as: ClassVar[tuple[str, ...]] = (feeds.ATOM, feeds.CSV)
    cache = "public, max-age=60"

    def get(self, request: Any) -> HttpResponseBase:
        given = request.query_params
        if given.get("format", "json") not in feeds.FORMATS:
            words = _("Formats: %(names)s.") % {"names": ", ".join(feeds.FORMATS)}
            raise wrong_parameter("format", words)
        narrowed = RegisterFilter(given, queryset=Obstacle.objects.listed().with_public_text())
        if not narrowed.is_valid():
            name, words = next(iter(narrowed.errors.items()))
            raise wrong_parameter(name, str(words[0]))
        return self.told(narrowed.qs, given, feeds.wanted_format(request))

    def told(self, rows: Any, given: Any, form: str) -> HttpResponseBase:
        """The list as it was asked for: a page of JSON or Atom, or everything as CSV."""
        match form:
            case "csv":
                lines = feeds.csv(rows)
                return StreamingHttpResponse(lines, content_type=f"{feeds.CSV}; charset=utf-8")
            case "atom":
                shown = page(rows.prefetch_related("outcomes"), given, lambda one: one)
                more = shown["page"] + 1 if shown["page"] < shown["pages"] else 0
                feed = feeds.atom(shown["results"], given, more=more)
                return HttpResponse(feed, content_type=f"{feeds.ATOM}; charset=utf-8")
        return Response(page(rows, given, public_obstacle))


class RegisterEntry(PublicView):
    """One published obstacle; gone where it was withdrawn, elsewhere where it was merged."""

    answer = PublicObstacleDetail
    has_etag = True
    cache = "public, max-age=60"

    def get(self, request: Any, key: str) -> Response:
        obstacle = _found(key)
        if obstacle.status == PublicStatus.MERGED and obstacle.merged_into is not None:
            return _moved(obstacle)
        if obstacle.published is None:
            raise Problem("withdrawn" if obstacle.withdrawn_on else "unknown")
        tag = f'"s{obstacle.published.number}-{obstacle.status}"'
        if has_already(request, tag):
            return Response(status=304, headers={"ETag": tag})
        return Response(public_obstacle_detail(obstacle), headers={"ETag": tag})


def _found(key: str) -> Obstacle:
    try:
        reference = read_reference(key, prefix="OB")
    except Misread:
        raise Problem("unknown") from None
    known = Obstacle.objects.select_related("published", "theme", "merged_into")
    found = known.filter(reference=reference).first()
    if found is None:
        raise Problem("unknown")
    return found


def _moved(obstacle: Obstacle) -> Response:
    """Lead to the obstacle that stays, if the public may read that one."""
    into = obstacle.survivor
    if into is None or into.published_id is None:
        raise Problem("joined" if obstacle.was_public else "unknown")
    address = f"/api/v1/public/obstacles/{into.reference}"
    told = {"detail": _("This obstacle was joined with another one."), "location": address}
    # A merge can be undone: nobody may keep the way on.
    return Response(told, 301, headers={"Location": address, "Cache-Control": "no-store"})
