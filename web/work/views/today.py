"""W01: what is to be done today."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from web.actors import actor_of
from web.work.listed import row
from web.work.ways import likely_steps
from workflow import narrowing, policy
from workflow.models import Case
from workflow.procedure import steps
from workflow.today import Panel, panels

MOST = 8


@require_safe
def today_page(request: HttpRequest) -> HttpResponse:
    """Show what is due, what is new, what came in, what waits and what nobody has."""
    today = timezone.localdate()
    panels = [one for one in _panels(request, today) if one["rows"]]
    told = {"today": today, "panels": panels, "next": None if panels else _next(request)}
    return render(request, "work/today.html", told)


def _panels(request: HttpRequest, today: Any) -> list[dict[str, Any]]:
    return [_shown(one, request) for one in panels(actor_of(request.user), today=today)]


def _shown(panel: Panel, request: HttpRequest) -> dict[str, Any]:
    related = ("report__border", "obstacle__theme", "consultation__authority", "handler")
    kept = list(panel.cases.select_related(*related)[: MOST + 1])
    return {
        "heading": panel.heading,
        "rows": [
            {"row": row(case, with_border=False), "step": _next_step(request, case)}
            for case in kept[:MOST]
        ],
        "more": len(kept) > MOST,
        "query": panel.query,
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
