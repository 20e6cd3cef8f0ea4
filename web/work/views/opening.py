"""Reports by phone, post or at the counter; and obstacles that the desk names itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from obstacles.models import Channel
from web.actors import actor_of
from web.typed import typed
from web.work import drafts
from web.work.gate import may_open_reports
from workflow.forms.fields import CHOOSE
from workflow.procedure import opening
from workflow.refusals import Incomplete
from workflow.states import Kind
from workflow.steps import Opened, open_case

AT_THE_DESK = (Channel.PHONE, Channel.POST, Channel.COUNTER)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Write down what somebody tells us; the access code is shown once, to print."""
    may_open_reports(request)
    return _open(request, Kind.REPORT)


@require_http_methods(["GET", "HEAD", "POST"])
def new_obstacle(request: HttpRequest) -> HttpResponse:
    """Record an obstacle nobody reported yet."""
    may_open_reports(request)
    return _open(request, Kind.OBSTACLE)


def _open(request: HttpRequest, kind: Kind) -> HttpResponse:
    if request.method != "POST":
        return _form_page(request, kind)
    answers = typed(request.POST)
    user: Any = request.user
    if answers.get("do") == "save":
        drafts.keep(user, None, opening(kind).name, answers, at=timezone.now())
        messages.success(request, _("Draft saved. Only you see it."))
        return redirect(request.path)
    try:
        opened = open_case(
            kind, by=actor_of(user), at=timezone.now(), answers=answers, files=request.FILES
        )
    except Incomplete as refused:
        return _again(request, kind, answers, refused)
    drafts.drop(user, None, opening(kind).name)
    return _opened(request, opened)


def _form(kind: Kind, answers: Any = None) -> Any:
    form = opening(kind).form(answers, case=None)  # type: ignore[misc, call-arg]
    if kind == Kind.REPORT:
        form.order_fields(["channel", "received_on"])
        form.fields["channel"].choices = [
            ("", CHOOSE),
            *((one.value, one.label) for one in AT_THE_DESK),
        ]
        form.fields["channel"].required = True
    return form


def _form_page(request: HttpRequest, kind: Kind) -> HttpResponse:
    form = _form(kind)
    today = timezone.localdate()
    form.initial = {
        "received_on": today,
        "language": get_language(),
        "contact_language": get_language(),
    }
    user: Any = request.user
    draft = drafts.find(user, None, opening(kind).name)
    if draft is not None:
        form.initial |= drafts.initial_of(draft.answers, form)
    return _page(request, kind, form, draft=draft)


def _again(request: HttpRequest, kind: Kind, answers: Any, refused: Incomplete) -> HttpResponse:
    form = _form(kind, answers)
    for name, errors in refused.errors.items():
        if name not in form.errors:
            form.add_error(name, list(errors))
    return _page(request, kind, form, status=422)


def _page(
    request: HttpRequest, kind: Kind, form: Any, *, status: int = 200, draft: Any = None
) -> HttpResponse:
    told = {"kind": kind, "form": form, "draft": draft, "step": opening(kind)}
    return render(request, "work/new.html", told, status=status)


def _opened(request: HttpRequest, opened: Opened) -> HttpResponse:
    if not opened.access_code:
        messages.success(request, _("Obstacle recorded."))
        return redirect("work-case", opened.case.reference)
    told = {"case": opened.case, "code": opened.access_code}
    return render(request, "work/new_done.html", told, status=201)
