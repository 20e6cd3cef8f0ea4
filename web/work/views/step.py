"""W09, W10, W11: the form of a step, what it will bring about, and taking it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from web.actors import actor_of
from web.dressed import dressed
from web.typed import typed
from web.work import drafts
from web.work.conflict import conflict
from web.work.effects import effects, leads_to
from web.work.gate import find_case
from web.work.initial import initial, without_empty_choices
from web.work.own_paths import way_on
from web.work.preview import can_preview, preview
from web.work.proposed import proposed
from web.work.taken import told
from workflow.grammar import Step
from workflow.models import Case
from workflow.moments import Moment
from workflow.permits import allowed_step, why_not_now
from workflow.refusals import Incomplete, NotNow, NotYours, Overtaken, Unknown
from workflow.steps import take_step

from .case import note_view


@require_http_methods(["GET", "HEAD", "POST"])
def step_page(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Show the form of a step; on POST save it, preview it, or take the step."""
    case = find_case(request, reference)
    step = _step(request, case, name)
    if request.method != "POST":
        return _form_page(request, case, step)
    answers = typed(request.POST)
    match answers.get("do"):
        case "save":
            return _save(request, case, step, answers)
        case "preview":
            return _preview(request, case, step, answers)
    return _take(request, case, step, answers)


def _step(request: HttpRequest, case: Case, name: str) -> Step:
    actor = actor_of(request.user)
    case.moment = Moment(actor, timezone.now())
    try:
        return allowed_step(case, name, actor)
    except Unknown:
        raise Http404 from None
    except NotYours as refused:
        raise PermissionDenied(refused.message) from None


def _form_page(request: HttpRequest, case: Case, step: Step) -> HttpResponse:
    reason = why_not_now(case, step)
    if reason is not None:
        refused = NotNow(str(step.label), state=case.state_label, version=0, reason=reason)
        return _conflict_page(request, case, step, QueryDict(), refused.message)
    form = None
    if step.form is not None:
        form = step.form(case=case)  # type: ignore[call-arg]
        today = timezone.localdate()
        form.initial = initial(case, form, today=today, asked=request.GET)
        draft = drafts.find(request.user, case, step.name)  # type: ignore[arg-type]
        if draft is not None:
            form.initial |= drafts.initial_of(draft.answers, form)
        if "email" in form.fields:
            note_view(request, case, "contact")
        return _page(request, case, step, form, more={"draft": draft})
    return _page(request, case, step, form)


def _page(
    request: HttpRequest,
    case: Case,
    step: Step,
    form: Any,
    *,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    told = {
        "case": case,
        "step": step,
        "form": dressed(without_empty_choices(form), case) if form else None,
        "today": timezone.localdate(),
        "leads_to": leads_to(step, case),
        "effects": effects(step, case),
        "can_preview": can_preview(step),
        "proposals": proposed(case, step),
        "next": way_on(request, ""),
        "back": way_on(request, reverse("work-case", args=[case.reference])),
        **(more or {}),
    }
    return render(request, "work/step.html", told, status=status)


def _save(request: HttpRequest, case: Case, step: Step, answers: QueryDict) -> HttpResponse:
    drafts.keep(request.user, case, step.name, answers, at=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Draft saved. Only you see it."))
    return redirect("work-step", case.reference, step.name)


def _bound(request: HttpRequest, case: Case, step: Step, answers: QueryDict) -> Any:
    return step.form(answers, request.FILES, case=case) if step.form else None  # type: ignore[call-arg]


def _preview(request: HttpRequest, case: Case, step: Step, answers: QueryDict) -> HttpResponse:
    form = _bound(request, case, step, answers)
    if form is None or not can_preview(step):
        raise BadRequest("nothing to preview")
    if not form.is_valid():
        return _page(request, case, step, form, status=422)
    shown = preview(step, case, form.cleaned_data)
    return _page(request, case, step, form, more={"preview": shown})


def _take(request: HttpRequest, case: Case, step: Step, answers: QueryDict) -> HttpResponse:
    try:
        entry = take_step(
            case,
            step.name,
            by=actor_of(request.user),
            at=timezone.now(),
            answers=answers,
            files=request.FILES,
            seen=_seen(answers) if step.versioned else None,
        )
    except Incomplete as refused:
        return _page(
            request, case, step, with_errors(request, case, step, answers, refused), status=422
        )
    except (NotNow, Overtaken) as refused:
        return _conflict_page(
            request, find_case(request, case.reference), step, answers, refused.message
        )
    except Unknown:
        raise Http404 from None
    drafts.drop(request.user, case, step.name)  # type: ignore[arg-type]
    messages.success(request, told(case, entry))
    return HttpResponseRedirect(way_on(request, reverse("work-case", args=[case.reference])))


def with_errors(
    request: HttpRequest, case: Case, step: Step, answers: QueryDict, refused: Incomplete
) -> Any:
    """The form with what was typed and everything that was found wrong, files too."""
    form = _bound(request, case, step, answers)
    for name, errors in refused.errors.items():
        if name not in form.errors:
            form.add_error(name, list(errors))
    return form


def _seen(answers: QueryDict) -> int:
    try:
        return int(str(answers["seen"]))
    except (KeyError, ValueError):
        raise BadRequest("the version seen is missing") from None


def _conflict_page(
    request: HttpRequest, case: Case, step: Step, answers: QueryDict, words: str
) -> HttpResponse:
    case.moment = Moment(actor_of(request.user), timezone.now())
    seen = _seen(answers) if "seen" in answers else case.version
    told = conflict(case, step, answers, seen=seen, today=timezone.localdate())
    if "form" in told:
        told["form"] = dressed(told["form"], case)
    page = {"case": case, "step": step, "words": words, "next": way_on(request, ""), **told}
    return render(request, "work/conflict.html", page, status=409)
