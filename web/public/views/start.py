"""The first page: what this is, two ways in, and what became of other reports."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from obstacles.models import Border, Obstacle, PublicStatus
from web.public.showing import shown
from web.track.forms import Door

# The example across the page. It stands there only while this obstacle is published.
TALE = "Nearest ambulance stands across the border but does not come"
EXAMPLES = 3
# Below this a count could point at single people.
FEWEST = 5


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the first page."""
    listed = Obstacle.objects.listed()
    # Those whose history is known tell the most.
    known_first = F("known_since").desc(nulls_last=True)
    here = Obstacle.borders.through.objects.filter(obstacle=OuterRef("pk"), border__kind="land")
    solved = listed.filter(Exists(here), status=PublicStatus.RESOLVED)
    examples = solved.order_by(known_first, "-published__approved_at").with_public_text()
    return render(
        request,
        "public/start.html",
        {
            "door": Door(),
            "tale": listed.filter(published__title_en=TALE).values("reference").first(),
            "solved": shown(examples[:EXAMPLES]),
            "borders": _open_per_border(),
        },
    )


def _open_per_border() -> list[dict[str, Any]]:
    """Open obstacles at each whole border; small counts are not told."""
    whole = Coalesce("border__parent", "border")
    here = Q(obstacle__published__isnull=False, obstacle__status=PublicStatus.OPEN)
    links: Any = Obstacle.borders.through
    counted = dict(
        links.objects.filter(here)
        .values_list(whole)
        .annotate(number=Count("obstacle_id", distinct=True))
    )
    borders = [row for row in Border.objects.filter(parent=None) if counted.get(row.pk)]
    highest = max(counted.values(), default=1)
    return [_bar(border, counted[border.pk], highest) for border in borders]


def _bar(border: Border, number: int, highest: int) -> dict[str, Any]:
    few = number < FEWEST
    told = FEWEST - 1 if few else number
    return {
        "count": f"< {FEWEST}" if few else number,
        "few": few,
        "words": border.name,
        "url": f"{reverse('public-register')}?border={border.slug}&status=open",
        "share": max(2, round(100 * told / max(highest, FEWEST - 1))),
    }
