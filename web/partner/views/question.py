"""B03, B05: the question with its packet, and the receipt of an answer."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from web.partner import drafts
from web.partner.entrance import enter
from web.partner.forms import step_form
from web.partner.showing import heading, inside, is_possible, stands, talk
from workflow import policy


@require_safe
def request_page(request: HttpRequest, locator: str) -> HttpResponse:
    """The question, what belongs to it, and what one can do."""
    visit = enter(request, locator)
    if isinstance(visit, HttpResponse):
        return visit
    accept = step_form(visit.case, "accept") if is_possible(visit.case, "accept") else None
    told = {
        **inside(visit),
        "accept": accept,
        "draft": drafts.find(visit.seat, "answer"),
        "stands": stands(visit.case),
        "talk": talk(visit.case),
    }
    return visit.show("partner/request.html", told)


@require_safe
def document(request: HttpRequest, locator: str, key: UUID) -> HttpResponseBase:
    """Hand out a document of the packet; the browser saves it and guesses nothing."""
    visit = enter(request, locator)
    if isinstance(visit, HttpResponse):
        return visit
    may_read = policy.readable(policy.roles(visit.case, visit.actor))
    kept = visit.case.consultation.packet.documents.filter(pk=key).first()
    if kept is None or "packet" not in may_read:
        raise Http404
    answer = FileResponse(
        kept.content.open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type=kept.media_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def sent(request: HttpRequest, locator: str) -> HttpResponse:
    """The receipt: a copy of the answer, and what comes next."""
    visit = enter(request, locator)
    if isinstance(visit, HttpResponse):
        return visit
    if visit.case.consultation.answered_at is None:
        return redirect("partner-request", locator)
    files = visit.case.attachments.filter(audience="bodies").select_related("document")
    told = {
        **heading(visit.case),
        "files": [one.document for one in files.order_by("added_at", "id")],
        "late": visit.case.messages.filter(kind="late_answer").order_by("written_at", "id"),
        "can_correct": is_possible(visit.case, "correct_answer"),
        "stands": stands(visit.case),
    }
    return visit.show("partner/sent.html", told)
