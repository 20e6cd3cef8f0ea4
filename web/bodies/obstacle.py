"""An obstacle that is shared with a body: what it may read of it, and what it may do."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from obstacles.languages import spoken
from web.actors import actor_of
from workflow import policy
from workflow.actors import Official
from workflow.models import AccessView, Case
from workflow.permits import why_not_now

from .desk import shared_with

# What a body that must act may do with the obstacle itself.
ACTS = ("adopt", "report_progress")


@never_cache
@require_safe
def shared_obstacle(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the fields that this body may read, and nothing else."""
    actor = actor_of(request.user)
    case = find(actor, reference)
    _remember(request, case)
    return render(
        request, "bodies/obstacle.html", {**shows(case, actor), "acts": acts(case, actor)}
    )


def find(actor: Official, reference: str) -> Any:
    """The case of an obstacle shared with this person's body; the same 404 for all others."""
    case = shared_with(actor).filter(obstacle__reference=reference).first()
    if case is None:
        raise Http404
    return case


def shows(case: Any, actor: Official) -> dict[str, Any]:
    """The parts that the policy lets this reader see."""
    may_read = policy.readable(policy.roles(case, actor))
    about = case.obstacle
    return {
        "case": case,
        "obstacle": about,
        "today": timezone.localdate(),
        "sides": _sides(about) if "sides" in may_read else [],
        "solution": _solution(about) if "solution" in may_read else None,
        "outcome": _outcome(about) if "outcome" in may_read else None,
        "clocks": case.running if "deadlines" in may_read else [],
    }


def acts(case: Any, actor: Official) -> list[dict[str, str]]:
    """Steps that this body may take now, as links."""
    return [
        {
            "url": reverse("bodies-step", args=[case.reference, name]),
            "words": str(case.steps[name].label),
        }
        for name in ACTS
        if may_act(case, name, actor)
    ]


def may_act(case: Any, name: str, actor: Official) -> bool:
    """Whether a step is this body's to take, and possible now."""
    step = case.steps.get(name)
    return (
        name in ACTS
        and step is not None
        and policy.may_take(step, case, actor)
        and why_not_now(case, step) is None
    )


def _sides(obstacle: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": spoken(side.area, "name"),
            "state": side.state,
            "state_words": capfirst(str(side.get_state_display())),
            "text": side.words,
            "lang": side.words_language,
            "rows": _rows(side),
        }
        for side in obstacle.sides.select_related("area", "authority", "provision").order_by("id")
    ]


def _rows(side: Any) -> list[dict[str, str]]:
    told = [
        {"name": _("The rule"), "value": side.provision or side.get_nature_display()},
        {"name": _("Position"), "value": side.get_position_display()},
    ]
    if side.authority:
        told.insert(1, {"name": _("Who decides"), "value": side.authority.name})
    return [{**row, "value": capfirst(str(row["value"]))} for row in told]


def _solution(obstacle: Any) -> Any:
    return obstacle.solutions.filter(revised_on=None).order_by("proposed_on", "id").last()


def _outcome(obstacle: Any) -> Any:
    return obstacle.outcomes.filter(lifted_on=None).order_by("-decided_on", "-id").first()


def _remember(request: HttpRequest, case: Case) -> None:
    now = timezone.now()
    AccessView.objects.create(
        id=case.key_at(now),
        case=case,
        actor_kind="official",
        actor=request.user.pk,
        what="page",
        at=case.kept_time(now),
    )
