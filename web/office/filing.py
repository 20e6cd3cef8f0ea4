"""Filing a report for somebody who stands at the counter or calls."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from obstacles.models import Channel
from web.actors import actor_of
from web.typed import typed
from workflow.procedure import opening
from workflow.refusals import Incomplete
from workflow.states import Kind
from workflow.steps import open_case

CHANNELS = (Channel.COUNTER, Channel.PHONE, Channel.POST)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Write down what somebody tells; the access code is shown once, for that person."""
    if request.method != "POST":
        return _asked(request, _empty())
    answers = typed(request.POST)
    try:
        opened = open_case(
            Kind.REPORT,
            by=actor_of(request.user),
            at=timezone.now(),
            answers=answers,
            files=request.FILES,
        )
    except Incomplete as refused:
        return _asked(request, _marked(answers, refused), status=422)
    told = {"case": opened.case, "code": opened.access_code}
    return render(request, "office/filed.html", told, status=201)


def _asked(request: HttpRequest, form: Any, *, status: int = 200) -> HttpResponse:
    return render(request, "office/new.html", {"form": form}, status=status)


def _form(answers: Any = None) -> Any:
    form = opening(Kind.REPORT).form(answers, case=None)  # type: ignore[misc, call-arg]
    form.order_fields(["channel", "received_on"])
    form.fields["channel"].choices = [(one.value, one.label) for one in CHANNELS]
    form.fields["channel"].required = True
    return form


def _empty() -> Any:
    form = _form()
    form.initial = {
        "received_on": timezone.localdate(),
        "channel": Channel.COUNTER,
        "language": get_language(),
        "contact_language": get_language(),
    }
    return form


def _marked(answers: Any, refused: Incomplete) -> Any:
    form = _form(answers)
    for name, errors in refused.errors.items():
        if name not in form.errors:
            form.add_error(name if name in form.fields else None, list(errors))
    return form
