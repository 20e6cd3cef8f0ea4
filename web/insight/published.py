"""P16: figures for everybody, a quarter at a time."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workflow.refusals import Unknown
from workflow.statistics import CATALOGUE, Figure, Question, closed_quarter, public_answer

from .deadlines import clock_rows
from .drawings import ageing, by_rows, flow, resolution
from .sentences import clocks_said
from .tables import sent

OFFERED = 8
# If all of these are nought, nothing happened.
SEEN = ("received", "opened", "closed", "open", "decided", "due")
WANTED = {
    "flow": "month",
    "borders": "border",
    "themes": "theme",
    "ageing": "",
    "resolution_rate": "",
    "kept_deadlines": "clock",
}


def quarters(today: date) -> list[tuple[str, str, date, date]]:
    """The last closed quarters, the newest first: code, words, first day, first day after."""
    found = []
    first, after = closed_quarter(today)
    for _number in range(OFFERED):
        number = (first.month + 2) // 3
        words = _("Quarter %(number)d of %(year)d") % {"number": number, "year": first.year}
        found.append((f"{first.year}-{number}", words, first, after))
        first, after = closed_quarter(first)
    return found


def _asked(request: HttpRequest) -> tuple[str, Question]:
    """The quarter that is asked for, or the newest."""
    today = timezone.localdate()
    offered = quarters(today)
    wanted = request.GET.get("quarter", "")
    chosen = next((one for one in offered if one[0] == wanted), offered[0])
    return chosen[0], Question(chosen[2], chosen[3], timezone.now())


@require_GET
def stats(request: HttpRequest) -> HttpResponse:
    """How the work goes, for everybody."""
    chosen, question = _asked(request)
    found = {
        code: public_answer(code, _by(question, group_by)) for code, group_by in WANTED.items()
    }
    clocks = clock_rows(found["kept_deadlines"])
    told = {
        "quarters": quarters(timezone.localdate()),
        "chosen": chosen,
        "question": question,
        "last_day": question.to_on - timedelta(days=1),
        "is_empty": not any(_says(figure) for figure in found.values()),
        "drawings": [_linked(one, chosen) for one in _drawings(found)],
        "clocks": clocks,
        "clocks_head": clocks_said([one.state for one in clocks if one.state]),
        "definitions": [CATALOGUE[code] for code in WANTED],
    }
    return render(request, "insight/stats.html", told)


@require_GET
def stats_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """One of these figures for a spreadsheet."""
    _chosen, question = _asked(request)
    try:
        return sent(public_answer(code, _by(question, WANTED.get(code, ""))))
    except Unknown:
        raise Http404 from None


def _by(question: Question, group_by: str) -> Question:
    return Question(question.from_on, question.to_on, question.as_of, group_by=group_by)


def _says(figure: Figure) -> bool:
    """Whether anything was counted, shown or hidden."""
    total = figure.total
    return any(total.cells.get(name) or name in total.hidden for name in SEEN)


def _drawings(found: dict[str, Figure]) -> list[dict[str, Any]]:
    return [
        flow(found["flow"]),
        by_rows(found["borders"], "opened", _("Obstacles opened, by border")),
        by_rows(found["themes"], "opened", _("Obstacles opened, by theme")),
        ageing(found["ageing"]),
        resolution(found["resolution_rate"]),
    ]


def _linked(drawing: dict[str, Any], chosen: str) -> dict[str, Any]:
    figure: Figure = drawing.pop("figure")
    address = reverse("public-stats-csv", args=[figure.code])
    return drawing | {
        "key": figure.code,
        "csv_url": f"{address}?quarter={chosen}",
        "definition_url": f"#definition-{figure.code}",
    }
