"""W08: every line of a case's log, and whether the chain holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.actors import actor_of
from web.work.done import done
from web.work.gate import find_case
from web.work.history import rows, views
from web.work.story import title
from workflow import policy
from workflow.ledger import first_false_line


@require_safe
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the log as it was written: who, when, which step, with what."""
    case = find_case(request, reference)
    shown = policy.readable(policy.roles(case, actor_of(request.user)))
    told = rows(case, shown) if "log" in shown or "timeline" in shown else []
    for one in told:
        one["what"] = done(case, one["entry"].step)
    heading, language = title(case)
    page = {
        "case": case,
        "heading": heading,
        "heading_language": language,
        "rows": told,
        "views": views(case),
        "false_line": first_false_line(case.log.order_by("number")),
    }
    return render(request, "work/history.html", page)
