"""After sending: the reference, the access code once, and what happens next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from obstacles.references import Misread, code_digest, read_reference
from web.public import drafts
from web.typed import typed
from workflow.models import Case
from workflow.periods import explain

FIRST_REPLY = "S1"


@method_decorator(never_cache, name="dispatch")
class Done(View):
    """The receipt. Only the browser that sent the report sees it, and the code only once."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        draft = drafts.find(request)
        sent = drafts.sent(draft) if draft else None
        if draft is None or sent is None or sent.reference != reference:
            return redirect(_track(reference))
        shown = {
            **_what_next(drafts.case_of(reference)),
            "sent": drafts.show_code_once(draft),
            "track": _track(reference),
        }
        return render(request, "public/report/done.html", shown)


@never_cache
@require_POST
def receipt(request: HttpRequest) -> HttpResponse:
    """Hand the receipt out as a text file; nothing of it is kept here."""
    told = typed(request.POST)
    try:
        reference = read_reference(told.get("reference", ""), prefix="RP")
        code = told.get("code", "")
        code_digest(code)
    except Misread:
        return redirect("track-door")
    words = {
        "reference": reference,
        "code": code,
        "track": request.build_absolute_uri(reverse("track-door")),
    }
    text = render_to_string("public/report/receipt.txt", words, request)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{reference}.txt"'
    return response


def _what_next(case: Case) -> dict[str, Any]:
    """By when we answer, and how that day is counted."""
    clock = case.deadlines.filter(rule=FIRST_REPLY, ended_on=None).first()
    return {
        "reference": case.reference,
        "due_on": clock.due_on if clock else None,
        "why": explain(clock.why) if clock else "",
        "is_anonymous": case.is_anonymous,
    }


def _track(reference: str) -> str:
    return f"{reverse('track-door')}?reference={reference}"
