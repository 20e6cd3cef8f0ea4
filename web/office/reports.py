"""All reports that an office filed for others: how each stands, and what is asked of it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from obstacles.models import Role as Part
from web.actors import actor_of
from web.track.views.status import heading
from workflow.actors import Official
from workflow.models import Case, Message, Seat
from workflow.roles import Role
from workflow.standing import sentence
from workflow.states import Kind

ON_A_PAGE = 20


@never_cache
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Show first what waits for the office, then all, newest first."""
    mine = filed_by(actor_of(request.user)).with_subject().select_related("parent")
    question = Message.objects.filter(case=OuterRef("pk"), kind="question", settled_at=None)
    asked = mine.open().filter(Exists(question)).order_by("changed_at")
    newest = mine.order_by("-opened_at", "-id")
    page = Paginator(newest, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {
        "today": timezone.localdate(),
        "asked": [_row(case) for case in asked.prefetch_related("messages")],
        "rows": [_row(case) for case in page],
        "page": page,
    }
    return render(request, "office/reports.html", told)


def filed_by(actor: Official) -> Any:
    """The reports of this person's offices, among those that they may see."""
    seats = Seat.objects.filter(
        case=OuterRef("pk"),
        role=Role.FRONT_OFFICE,
        authority__in=actor.bodies(Part.FRONT_OFFICE),
    )
    return Case.objects.visible_to(actor).of(Kind.REPORT).filter(Exists(seats))


def _row(case: Case) -> dict[str, Any]:
    words, language = heading(case)
    return {
        "case": case,
        "title": words,
        "language": language,
        "stands": sentence(case),
        "answer_by": _answer_by(case),
    }


def _answer_by(case: Case) -> Any:
    """The day of the open question; read off what was fetched already."""
    if "messages" not in getattr(case, "_prefetched_objects_cache", {}):
        return None
    open_ones = [
        one for one in case.messages.all() if one.kind == "question" and not one.settled_at
    ]
    return min((one.answer_by for one in open_ones if one.answer_by), default=None)
