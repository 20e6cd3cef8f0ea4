"""W06: reports one at a time; left what was told, right what to decide."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from obstacles.references import Misread, read_reference
from obstacles.resemblance import like
from web.actors import actor_of
from web.typed import typed
from web.work.gate import find_case, may_open_reports
from web.work.panes import attachments, clocks
from web.work.story import story, title
from web.work.views.case import note_view
from workflow import narrowing, policy
from workflow.models import AccessView, Case
from workflow.refusals import Refused
from workflow.states import Intake, Kind
from workflow.steps import take_step

# Decisions that need words lead to the form of their step; the others are taken at once.
DECISIONS = ("link", "ask_reporter", "redirect", "reject", "answer", "hand_over")
AT_ONCE = frozenset({"take_up", "give_back"})
MOST_SKIPPED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def triage(request: HttpRequest) -> HttpResponse:
    """Show the report that waits longest; on POST decide about it and go on to the next."""
    may_open_reports(request)
    if request.method == "POST":
        return _decide(request)
    skipped = _skipped(request)
    waiting = _waiting(request)
    case = _shown(request, waiting) or waiting.exclude(report__reference__in=skipped).first()
    told: dict[str, Any] = {"waiting": waiting.count(), "skipped": skipped}
    if case is not None:
        note_view(request, case, "page")
        told |= _page(request, case, skipped)
    else:
        told["yesterday"] = _decided_lately(request)
    return render(request, "work/triage.html", told)


def _waiting(request: HttpRequest) -> Any:
    """New reports, and those I am at; the nearest day first."""
    actor = actor_of(request.user)
    mine = Q(state=Intake.RECEIVED) | Q(state=Intake.IN_TRIAGE, handler=request.user)
    cases = Case.objects.visible_to(actor).open().of(Kind.REPORT).filter(mine)
    related = ("report__border", "report__theme", "report__contact", "handler")
    ordered = narrowing.with_due_day(cases).order_by("due_on", "opened_at", "id")
    return ordered.select_related(*related)


def _shown(request: HttpRequest, waiting: Any) -> Case | None:
    """The report an address names, as long as it still waits."""
    try:
        wanted = read_reference(request.GET.get("report", ""), prefix="RP")
    except Misread:
        return None
    found: Case | None = waiting.filter(report__reference=wanted).first()
    return found


def _skipped(request: HttpRequest) -> list[str]:
    return typed(request.GET).getlist("skip")[:MOST_SKIPPED]


def _page(request: HttpRequest, case: Case, skipped: list[str]) -> dict[str, Any]:
    shown = policy.readable(policy.roles(case, actor_of(request.user)))
    running = clocks(case, shown=shown)
    heading, language = title(case)
    report = case.report
    alike = [] if report.erased_on else _alike(case)
    return {
        "case": case,
        "shown": shown,
        "today": timezone.localdate(),
        "heading": heading,
        "heading_language": language,
        "next": running[0] if running else None,
        "attachments": attachments(case, shown=shown),
        "alike": alike,
        "decisions": [case.steps[name] for name in DECISIONS],
        "skip": urlencode([("skip", one) for one in [*skipped, case.reference]]),
        **story(case, shown=shown),
    }


def _alike(case: Case) -> Any:
    report = case.report
    return like(report.account, language=report.language, border=report.border, theme=report.theme)


def _decided_lately(request: HttpRequest) -> int:
    """How many reports this person looked at since yesterday; said when nothing waits."""
    since = timezone.now() - timedelta(days=1)
    looked = AccessView.objects.filter(actor=request.user.pk, what="page", at__gte=since)
    return looked.values("case").distinct().count()


def _decide(request: HttpRequest) -> HttpResponse:
    answers = typed(request.POST)
    name = answers.get("decision", "")
    if name not in (*DECISIONS, *AT_ONCE):
        raise BadRequest("unknown decision")
    case = find_case(request, answers.get("reference", ""), only=Kind.REPORT)
    actor, now = actor_of(request.user), timezone.now()
    try:
        if case.state == Intake.RECEIVED:
            take_step(case, "take_up", by=actor, at=now)
        elif name == "give_back":
            take_step(case, name, by=actor, at=now)
        if name == "link" and answers.get("obstacle"):
            take_step(case, name, by=actor, at=now, answers={"obstacle": answers["obstacle"]})
            messages.success(request, _("%(report)s is linked.") % {"report": case.reference})
            return redirect("work-triage")
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("work-triage")
    return _on(case, name)


def _on(case: Case, name: str) -> HttpResponse:
    triage_url = reverse("work-triage")
    if name in AT_ONCE:
        return redirect(f"{triage_url}?{urlencode({'report': case.reference})}")
    step_url = reverse("work-step", args=[case.reference, name])
    return redirect(f"{step_url}?{urlencode({'next': triage_url})}")
