"""One obstacle of the register."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from obstacles.models import AffectedGroup, Obstacle, PublicStatus
from obstacles.references import Misread, read_reference
from web.public.history import timeline
from web.public.showing import shown
from workflow.models import Case
from workflow.states import Kind

RELATED = 3
# Fewer reports than this could point at single people.
FEWEST = 5
CLOSED = {PublicStatus.RESOLVED, PublicStatus.PARTLY, PublicStatus.NOT_RESOLVED}
ASIDE = {PublicStatus.DISMISSED}


@require_safe
def obstacle(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an obstacle as approved; say where it went when it is not here any more."""
    found = _find(reference)
    if found.reference != reference:
        return redirect("public-obstacle", found.reference, permanent=True)
    if found.merged_into_id:
        return _survivor(request, found)
    if found.published_id is None and found.withdrawn_on:
        return render(request, "public/withdrawn.html", {"since": found.withdrawn_on}, status=410)
    if found.published_id is None:
        raise Http404
    return render(request, "public/obstacle.html", _shows(found))


def _find(reference: str) -> Obstacle:
    """The obstacle of a typed reference, with O/0 and I/1 put right."""
    try:
        wanted = read_reference(reference, prefix="OB")
    except Misread:
        raise Http404 from None
    found = Obstacle.objects.filter(reference=wanted)
    return _or_404(found.select_related("published", "theme", "merged_into").first())


def _or_404(found: Obstacle | None) -> Obstacle:
    if found is None:
        raise Http404
    return found


def _survivor(request: HttpRequest, found: Obstacle) -> HttpResponse:
    """Lead on to the obstacle that stays open; say so where nobody may read that one yet."""
    into = found.survivor
    if into is not None and into.published_id is not None:
        # Moved, as the address promises; but kept by nobody, because a merge can be undone.
        moved = redirect("public-obstacle", into.reference, permanent=True)
        moved["Cache-Control"] = "no-store"
        return moved
    if found.was_public:
        return render(request, "public/joined.html", status=410)
    raise Http404


def _shows(found: Obstacle) -> dict[str, Any]:
    one, *related = shown([found, *_related(found)])
    return {
        "one": one,
        "related": related,
        "timeline": timeline(found),
        "outcome": _outcome(found),
        "groups": _groups(found),
        "reports": _reports(found),
        "sources": [found.source_url, *found.other_sources] if found.source_url else [],
    }


def _related(found: Obstacle) -> Any:
    """Others at the same border about the same theme; the ones that share more come first."""
    borders = [border.pk for border in found.borders.all()]
    theme = [theme for theme in (found.theme, found.theme.parent) if theme]
    near = Obstacle.objects.listed().filter(borders__in=borders).about(theme)
    return (
        near.exclude(pk=found.pk)
        .annotate(shared=Count("borders"))
        .order_by("-shared", "reference")
        .with_public_text()[:RELATED]
    )


def _outcome(found: Obstacle) -> Any:
    if found.status not in CLOSED | ASIDE:
        return None
    standing = found.outcomes.filter(lifted_on=None).select_related("reason")
    return standing.order_by("-decided_on", "-id").first()


def _groups(found: Obstacle) -> list[str]:
    return [str(AffectedGroup(group).label) for group in found.affected_groups]


def _reports(found: Obstacle) -> int | None:
    """How many told us; none where so few did that it could point at somebody."""
    number = Case.objects.filter(kind=Kind.REPORT, parent__obstacle=found).count()
    return number if number >= FEWEST else None
