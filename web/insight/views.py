"""M01: is it under control? And every figure behind the answer as a table."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from web.actors import actor_of
from workflow.refusals import Unknown
from workflow.statistics import answer

from .filters import Filters
from .page import figures, shown
from .tables import sent


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The page of whoever has to know in half a minute."""
    filters = Filters(request.GET)
    question = filters.question()
    found = figures(question, actor_of(request.user))
    return render(request, "insight/overview.html", shown(found, filters, question))


@require_GET
def figure_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """One figure, counted by what is asked for, for a spreadsheet."""
    question = Filters(request.GET).question_by(request.GET.get("group_by", ""))
    try:
        found = answer(code, question, actor_of(request.user))
    except Unknown:
        raise Http404 from None
    return sent(found)
