"""B04: the answer of a body, written, looked at and sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from web.partner import drafts, files
from web.partner.entrance import Visit, ended, enter
from web.partner.forms import answered, step_form
from web.partner.preview import rows
from web.partner.showing import inside, is_possible
from web.partner.taking import Outcome, take
from web.typed import typed
from workflow.models import Case
from workflow.refusals import Unknown
from workflow.states import Asking

FORM = "answer"
WAYS = ("answer", "correct_answer")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, locator: str) -> HttpResponse:
    """Show the form; on POST save it, show it once more as it will be sent, or send it."""
    visit = enter(request, locator)
    if isinstance(visit, HttpResponse):
        return visit
    if request.method == "POST":
        return _act(visit, typed(request.POST))
    step = _step(visit.case, QueryDict())
    if not is_possible(visit.case, step):
        return redirect("partner-request", locator)
    draft = drafts.find(visit.seat, FORM)
    begun = drafts.initial_of(draft) if draft else {}
    initial = begun or (answered(visit.case) if step == "correct_answer" else {})
    return _page(visit, step, step_form(visit.case, step, initial=initial))


def _act(visit: Visit, posted: QueryDict) -> HttpResponse:
    do, _colon, key = posted.get("do", "").partition(":")
    seat, step = visit.seat, _step(visit.case, posted)
    if do == "send":
        return _send(visit, step, posted)
    refused = files.add(seat, visit.request.FILES.getlist("files"), at=visit.now)
    kept = drafts.keep(seat, FORM, posted, at=visit.now)
    form = step_form(visit.case, step, posted)
    if do == "remove":
        files.drop(seat, key)
    elif do == "preview" and form.is_valid() and not refused and not kept.theirs:
        return _preview(visit, step, form)
    elif do == "save" and not refused and not kept.theirs:
        messages.success(visit.request, _("We keep your draft. It is not sent yet."))
        return redirect("partner-answer", visit.locator)
    if do != "preview":
        form = step_form(visit.case, step, initial=dict(posted.items()))
    return _again(visit, step, form, refused, kept)


def _again(
    visit: Visit, step: str, form: Any, refused: list[str], kept: drafts.Kept
) -> HttpResponse:
    """The form once more, with what was found wrong."""
    theirs = kept.draft if kept.theirs else None
    status = 409 if theirs else 422 if form.errors or refused else 200
    told = {"refused_files": refused, "their_draft": theirs, "has_errors": bool(refused)}
    return _page(visit, step, form, status=status, **told)


def _send(visit: Visit, step: str, posted: QueryDict) -> HttpResponse:
    if _is_sent_already(visit.case, posted):
        return redirect("partner-sent", visit.locator)
    form = step_form(visit.case, step, posted)
    chosen = files.to_send(visit.seat, posted.getlist("file"))
    outcome = take(visit, step, posted, form, chosen)
    if outcome.refusal is None:
        drafts.drop(visit.seat, FORM)
        files.drop(visit.seat)
        return redirect("partner-sent", visit.locator)
    if isinstance(outcome.refusal, Unknown):
        return ended(visit.request, visit.locator)
    drafts.keep(visit.seat, FORM, posted, at=visit.now)
    return _refused(visit, posted, form, outcome)


def _refused(visit: Visit, posted: QueryDict, form: Any, outcome: Outcome) -> HttpResponse:
    """Somebody was quicker, or something is missing: both texts on one page."""
    visit.case.refresh_from_db()
    about = visit.case.consultation
    about.refresh_from_db()
    step = _step(visit.case, QueryDict())
    told = {
        "refusal": None if form.errors else outcome.refusal,
        "theirs": about if about.answer and about.answer != posted.get("text") else None,
    }
    return _page(visit, step, form, status=outcome.status, **told)


def _step(case: Case, posted: QueryDict) -> str:
    """A correction within a day of the answer; otherwise an answer, late or not."""
    wanted = posted.get("step", "")
    if wanted in WAYS:
        return wanted
    soon = case.state == Asking.ANSWERED and is_possible(case, "correct_answer")
    return "correct_answer" if soon else "answer"


def _is_sent_already(case: Case, posted: QueryDict) -> bool:
    """Whether this very answer stands there: a form sent twice is one answer."""
    told, text = case.consultation, posted.get("text", "").strip()
    late = case.messages.filter(kind="late_answer").order_by("-written_at", "-id").first()
    if late is not None and late.text == text:
        return True
    return bool(text) and told.answer == text and told.position == posted.get("position")


def _preview(visit: Visit, step: str, form: Any) -> HttpResponse:
    waiting = files.waiting(visit.seat)
    told = {
        **inside(visit),
        "step": step,
        "rows": rows(form, waiting),
        "hidden": [(name, form.data.get(name, "")) for name in form.fields if name != "files"],
        "files": waiting,
        "seen": form.data.get("seen", ""),
        "draft_mark": drafts.mark(drafts.find(visit.seat, FORM)),
    }
    return visit.show("partner/preview.html", told)


def _page(visit: Visit, step: str, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    draft = drafts.find(visit.seat, FORM)
    told = {
        **inside(visit),
        "form": form,
        "step": step,
        "is_correction": step == "correct_answer",
        "is_late": step == "answer" and visit.case.consultation.answered_at is not None,
        "draft": draft,
        "draft_mark": drafts.mark(draft),
        "files": files.waiting(visit.seat),
        **more,
    }
    return visit.show("partner/answer.html", told, status=status)
