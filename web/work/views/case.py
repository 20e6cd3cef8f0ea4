"""W07: one case, with its story, the work on it, and who had it when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from web.actors import actor_of
from web.work.gate import find_case
from web.work.log import FILTERS, lines, timeline
from web.work.panes import attachments, clocks, consultations, errands, message_words, messages
from web.work.published import audience_chip
from web.work.story import story, title
from web.work.ways import ways
from workflow import policy
from workflow.actors import signature
from workflow.forms.desk import Note
from workflow.models import AccessView, Case
from workflow.states import Kind, Resolution

PARTIALS = {kind: f"work/story_{kind.value}.html" for kind in Kind}


@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case; a mistyped reference leads to the right one."""
    case = find_case(request, reference)
    if case.reference != reference:
        return redirect("work-case", case.reference)
    note_view(request, case, "page")
    return render(request, "work/case.html", _page(request, case))


@require_POST
def reveal_contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how the reporter may be reached, and write down who asked."""
    case = find_case(request, reference, only=Kind.REPORT)
    page = _page(request, case)
    if "contact" in page["shown"]:
        note_view(request, case, "contact")
        page["contact"] = getattr(case.report, "contact", None)
    return render(request, "work/case.html", page)


def note_view(request: HttpRequest, case: Case, what: str) -> None:
    """Write down who looked; only what a person told us is watched that closely."""
    if case.kind != Kind.REPORT:
        return
    now = timezone.now()
    actor_kind, actor = signature(actor_of(request.user))
    AccessView.objects.create(
        id=case.key_at(now),
        case=case,
        actor_kind=actor_kind,
        actor=actor,
        what=what,
        at=case.kept_time(now),
    )


def _page(request: HttpRequest, case: Case) -> dict[str, Any]:
    actor, now = actor_of(request.user), timezone.now()
    shown = policy.readable(policy.roles(case, actor))
    running = clocks(case, shown=shown)
    heading, spoken = title(case)
    said = message_words(messages(case, shown=shown))
    return {
        "case": case,
        "shown": shown,
        "today": timezone.localdate(now),
        "heading": heading,
        "heading_language": spoken,
        "next": running[0] if running else None,
        "chip": audience_chip(case),
        "story_template": PARTIALS[Kind(case.kind)],
        "consultations": consultations(case, running, shown=shown),
        "attachments": attachments(case, shown=shown),
        "errands": errands(case),
        "ways": ways(case, actor, at=now),
        "note_form": Note(case=case),
        "survivor": case.obstacle.merged_into if case.state == Resolution.MERGED else None,
        **story(case, shown=shown),
        **said,
        **_timeline(request, case, running, shown),
    }


def _timeline(
    request: HttpRequest, case: Case, running: list[Any], shown: frozenset[str]
) -> dict[str, Any]:
    wanted = request.GET.get("log", "all")
    wanted = wanted if wanted in FILTERS else "all"
    if "timeline" not in shown:
        return {"timeline": [], "log_filter": wanted}
    told = lines(case, only=wanted, with_questions="consultations" in shown)
    ahead = running if wanted == "all" else []
    return {"timeline": timeline(told, clocks=ahead), "log_filter": wanted}
