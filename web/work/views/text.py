"""W13: the text of an obstacle in four languages, its sides, and what the public reads of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from obstacles.languages import CODES, OWN_NAMES, Origin
from web.actors import actor_of
from web.typed import typed
from web.work import drafts
from web.work.conflict import conflict
from web.work.gate import find_case
from web.work.initial import text
from web.work.published import audience_chip, is_changed, publication_words
from web.work.story import side_item
from web.work.ways import refusal
from workflow import policy
from workflow.models import Case
from workflow.models.case import Moment
from workflow.refusals import Incomplete, NotNow, NotYours, Overtaken
from workflow.states import Kind
from workflow.steps import take_step

PUBLICATION = ("request_review", "approve", "send_back", "retract")


@require_http_methods(["GET", "HEAD", "POST"])
def text_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the text; on POST replace it through the step "edit"."""
    case = find_case(request, reference, only=Kind.OBSTACLE)
    if request.method == "POST":
        return _edit(request, case)
    form = case.steps["edit"].form(case=case)  # type: ignore[misc, call-arg]
    form.initial = text(case.obstacle)
    user: Any = request.user
    draft = drafts.find(user, case, "edit")
    if draft is not None:
        form.initial |= drafts.initial_of(draft.answers, form)
    return _page(request, case, form, draft=draft)


def _edit(request: HttpRequest, case: Case) -> HttpResponse:
    answers = typed(request.POST)
    user: Any = request.user
    now = timezone.now()
    if answers.get("do") == "save":
        drafts.keep(user, case, "edit", answers, at=now)
        messages.success(request, _("Draft saved. Only you see it."))
        return redirect("work-text", case.reference)
    seen = answers.get("seen", "")
    seen_version = int(seen) if seen.isascii() and seen.isdigit() else -1
    try:
        take_step(case, "edit", by=actor_of(user), at=now, answers=answers, seen=seen_version)
    except Incomplete:
        form = case.steps["edit"].form(answers, case=case)  # type: ignore[misc, call-arg]
        return _page(request, case, form, status=422)
    except (NotNow, Overtaken) as refused:
        return _overtaken(request, case, answers, refused.message)
    except NotYours as refused:
        raise PermissionDenied(refused.message) from None
    drafts.drop(user, case, "edit")
    messages.success(request, _("Text saved."))
    return redirect("work-text", case.reference)


def _overtaken(request: HttpRequest, case: Case, answers: Any, words: str) -> HttpResponse:
    now = find_case(request, case.reference)
    seen = answers.get("seen", "")
    step = now.steps["edit"]
    seen_version = int(seen) if seen.isascii() and seen.isdigit() else 0
    told = conflict(now, step, answers, seen=seen_version, today=timezone.localdate())
    page = {"case": now, "step": step, "words": words, "next": request.path, **told}
    return render(request, "work/conflict.html", page, status=409)


def _page(
    request: HttpRequest, case: Case, form: Any, *, status: int = 200, draft: Any = None
) -> HttpResponse:
    actor = actor_of(request.user)
    case.moment = Moment(actor, timezone.now())
    sides = case.obstacle.sides.select_related("area", "provision", "authority")
    steps = [case.steps[name] for name in PUBLICATION]
    told = {
        "case": case,
        "form": form,
        "draft": draft,
        "columns": [_column(case, form, code) for code in CODES],
        "others": [form[name] for name in ("borders", "theme", "original_language")],
        "sides": [side_item(side) for side in sides.order_by("rank", "id")],
        "may_edit": policy.may_take(case.steps["edit"], case, actor),
        "may_edit_sides": policy.may_take(case.steps["edit_side"], case, actor),
        "publication": [{"step": one, "reason": refusal(case, one, actor)} for one in steps],
        "chip": audience_chip(case),
        "is_changed": is_changed(case),
        "publication_words": publication_words(case),
        "snapshot": case.obstacle.published,
    }
    return render(request, "work/text.html", told, status=status)


def _column(case: Case, form: Any, code: str) -> dict[str, Any]:
    origin = getattr(case.obstacle, f"origin_{code}")
    return {
        "code": code,
        "name": OWN_NAMES[code],
        "origin": Origin(origin).label,
        "fields": [form[f"title_{code}"], form[f"summary_{code}"]],
    }
