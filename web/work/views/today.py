"""W01: what is to be done today."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from web.actors import actor_of
from web.work.listed import row
from web.work.ways import likely_steps
from workflow import narrowing, policy
from workflow.models import Case
from workflow.procedure import steps
from workflow.roles import DESK, Role
from workflow.states import Asking, Intake, Kind, Resolution

MOST = 8
AHEAD = 14
WAITS_FOR_ME = {
    Kind.REPORT: (Intake.IN_TRIAGE,),
    Kind.OBSTACLE: (Resolution.ASSIGNED, Resolution.IN_ANALYSIS, Resolution.SOLUTION_PROPOSED),
    Kind.CONSULTATION: (Asking.DRAFT, Asking.QUESTION_BACK, Asking.ANSWERED, Asking.DECLINED),
}


@require_safe
def today_page(request: HttpRequest) -> HttpResponse:
    """Show what is due, what is new, what came in, what waits and what nobody has."""
    today = timezone.localdate()
    panels = [one for one in _panels(request, today) if one["rows"]]
    told = {"today": today, "panels": panels, "next": None if panels else _next(request)}
    return render(request, "work/today.html", told)


def _panels(request: HttpRequest, today: Any) -> list[dict[str, Any]]:
    mine = Q(handler=request.user) | Q(parent__handler=request.user, kind=Kind.CONSULTATION)
    soon = Q(due_on__lte=today + timedelta(days=AHEAD))
    waits = Q(
        *(Q(kind=kind, state__in=states) for kind, states in WAITS_FOR_ME.items()),
        _connector=Q.OR,
    )
    user = request.user.get_username()
    found = [
        _panel(pgettext("panel", "Due"), mine & soon, request, f"assignee={user}"),
        _panel(_("Answers arrived"), mine & narrowing.arrived(), request, "arrived=true"),
        _panel(_("Waiting for you"), mine & waits & ~soon, request, f"assignee={user}"),
    ]
    offices = actor_of(request.user).offices
    if offices & DESK:
        new = Q(kind=Kind.REPORT, state=Intake.RECEIVED)
        query = "kind=report&state=RECEIVED"
        found.insert(1, _panel(_("New, for triage"), new, request, query))
    if Role.COORDINATOR in offices:
        nobodys = Q(kind=Kind.OBSTACLE) & (Q(handler=None) | Q(publication="IN_REVIEW"))
        query = "kind=obstacle&assignee=nobody"
        found.append(_panel(_("Nobody’s yet, or to approve"), nobodys, request, query))
    return found


def _panel(heading: str, wanted: Q, request: HttpRequest, query: str) -> dict[str, Any]:
    cases = Case.objects.visible_to(actor_of(request.user)).open()
    found = narrowing.with_due_day(cases).filter(wanted).order_by("due_on", "opened_at", "id")
    related = ("report__border", "obstacle__theme", "consultation__authority", "handler")
    kept = list(found.select_related(*related)[: MOST + 1])
    return {
        "heading": heading,
        "rows": [
            {"row": row(case, with_border=False), "step": _next_step(request, case)}
            for case in kept[:MOST]
        ],
        "more": len(kept) > MOST,
        "query": query,
    }


def _next_step(request: HttpRequest, case: Case) -> Any:
    """The step that usually comes next, if it is this actor's."""
    known = steps(case.kind)
    for name in likely_steps(case):
        if policy.may_take(known[name], case, actor_of(request.user)):
            return known[name]
    return None


def _next(request: HttpRequest) -> Any:
    """The nearest day on which anything of mine is due."""
    cases = Case.objects.visible_to(actor_of(request.user)).open().filter(handler=request.user)
    ahead = narrowing.with_due_day(cases).exclude(due_on=None).order_by("due_on")
    return ahead.values_list("due_on", flat=True).first()
