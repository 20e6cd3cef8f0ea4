"""A step that a body takes with an obstacle: it adopts the solution, or reports progress."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from web.actors import actor_of
from web.typed import typed
from workflow.refusals import Incomplete, NotNow, NotYours, Overtaken, Refused, Unknown
from workflow.steps import take_step

from .obstacle import find, may_act

STATUS = {Unknown: 404, NotYours: 403, NotNow: 409, Overtaken: 409, Incomplete: 422}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def obstacle_step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what the step needs; take it, or say why not with the text kept."""
    actor = actor_of(request.user)
    case = find(actor, reference)
    if not may_act(case, name, actor):
        raise Http404
    if request.method != "POST":
        return _page(request, case, name, case.steps[name].form(case=case))
    answers = typed(request.POST)
    seen = answers.get("seen", "")
    try:
        take_step(
            case,
            name,
            by=actor,
            at=timezone.now(),
            answers=answers,
            files=request.FILES,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
        )
    except Refused as refusal:
        form = _marked(case, name, answers, refusal)
        return _page(request, case, name, form, refusal=refusal, status=STATUS[type(refusal)])
    messages.success(request, _("We have it. Thank you."))
    return redirect("bodies-obstacle", case.reference)


def _marked(case: Any, name: str, answers: Any, refusal: Refused) -> Any:
    form = case.steps[name].form(answers, case=case)
    if isinstance(refusal, Incomplete):
        for field, words in refusal.errors.items():
            if field not in form.errors:
                form.add_error(field if field in form.fields else None, list(words))
    return form


def _page(
    request: HttpRequest,
    case: Any,
    name: str,
    form: Any,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    told = {"case": case, "step": case.steps[name], "form": form, "refusal": refusal}
    return render(request, "bodies/step.html", told, status=status)
