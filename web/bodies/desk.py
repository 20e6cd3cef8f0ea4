"""B06: all questions to a body, by the day they are due, and what is shared with it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from web.actors import actor_of
from workflow import mailed_links, narrowing
from workflow.actors import Official
from workflow.models import Case
from workflow.roles import Role
from workflow.states import Asking, Kind

ON_A_PAGE = 20
# A body owes an answer in these states; in the others somebody else has the question.
OWED = (Asking.SENT, Asking.ACCEPTED)
SHARED = (Role.ACTING_BODY, Role.READER)


@never_cache
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, what was answered, and the obstacles shared with the body."""
    actor = actor_of(request.user)
    asked = questions_to(actor)
    waiting = asked.filter(state__in=OWED).order_by("due_on", "opened_at", "id")
    done = asked.exclude(state__in=OWED).order_by("-changed_at", "-id")
    page = Paginator(done, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {
        "today": timezone.localdate(),
        "waiting": list(waiting),
        "page": page,
        "done": list(page),
        "obstacles": list(shared_with(actor).order_by("closed_at", "-changed_at", "-id")),
    }
    return render(request, "bodies/desk.html", told)


def questions_to(actor: Official) -> Any:
    """The questions to this person's bodies that left our house, each with its due day."""
    asked = Case.objects.visible_to(actor).of(Kind.CONSULTATION)
    mine = asked.filter(seats_here__contains=[Role.PARTNER]).exclude(state=Asking.DRAFT)
    return narrowing.with_due_day(mine).select_related(
        "consultation__authority", "consultation__obstacle__theme"
    )


def shared_with(actor: Official) -> Any:
    """Obstacles that this person's bodies read, or must act on."""
    seen = Case.objects.visible_to(actor).of(Kind.OBSTACLE)
    return seen.filter(seats_here__overlap=list(SHARED)).select_related("obstacle__theme")


@never_cache
@require_safe
def open_question(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead to the packet and the answer; the account stands in for the mailed digits."""
    actor = actor_of(request.user)
    case = questions_to(actor).filter(consultation__reference=reference).first()
    seat = case and case.seats.filter(role=Role.PARTNER, authority=case.consultation.authority)
    if not seat:
        raise Http404
    return redirect("partner-request", mailed_links.locator_for(seat.get()))
