"""What a body can do besides answering: accept, ask back, pass on, decline, ask for time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from web.partner import drafts
from web.partner.entrance import Visit, ended, enter
from web.partner.forms import step_form
from web.partner.showing import inside, is_possible
from web.partner.taking import take
from web.typed import typed
from workflow.policy import BY_LINK
from workflow.refusals import Unknown

NAMES = BY_LINK - {"answer", "correct_answer"}
# Heading, what it brings about, and what we say when it is done.
WORDS = {
    "accept": (
        gettext_lazy("Say who answers"),
        gettext_lazy("Then we know whom to talk to."),
        gettext_lazy("Thank you. You can answer now."),
    ),
    "ask_back": (
        gettext_lazy("Ask us a question first"),
        gettext_lazy("The deadline waits until we have answered. You get a letter then."),
        gettext_lazy("We have your question. You get a letter when we have answered."),
    ),
    "decline": (
        gettext_lazy("Name another organisation"),
        gettext_lazy("Tell us why you do not answer, and who should."),
        gettext_lazy("Thank you. You need not answer any more."),
    ),
    "forward": (
        gettext_lazy("Pass the question on"),
        gettext_lazy("We put the same question to the organisation that you name."),
        gettext_lazy("We pass the question on. You need not answer any more."),
    ),
    "request_extension": (
        gettext_lazy("Ask for more time"),
        gettext_lazy("The day stays as it is until we agree. You get a letter then."),
        gettext_lazy("We have your request. You get a letter when there is a new day."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, locator: str, name: str) -> HttpResponse:
    """Show the form of one step, and take it."""
    visit = enter(request, locator)
    if isinstance(visit, HttpResponse):
        return visit
    if name not in NAMES:
        raise Http404
    if request.method == "POST":
        return _take(visit, name, typed(request.POST))
    if not is_possible(visit.case, name):
        return redirect("partner-request", locator)
    draft = drafts.find(visit.seat, name)
    return _page(visit, name, step_form(visit.case, name, initial=drafts.initial_of(draft)))


def _take(visit: Visit, name: str, posted: QueryDict) -> HttpResponse:
    form = step_form(visit.case, name, posted)
    if not _is_said_already(visit, posted):
        outcome = take(visit, name, posted, form)
        if isinstance(outcome.refusal, Unknown):
            return ended(visit.request, visit.locator)
        if outcome.refusal is not None:
            drafts.keep(visit.seat, name, posted, at=visit.now)
            refusal = None if form.errors else outcome.refusal
            return _page(visit, name, form, status=outcome.status, refusal=refusal)
    drafts.drop(visit.seat, name)
    messages.success(visit.request, str(WORDS[name][2]))
    return redirect("partner-answer" if name == "accept" else "partner-request", visit.locator)


def _is_said_already(visit: Visit, posted: QueryDict) -> bool:
    """Whether our last word from the body is this very one: sent twice is said once."""
    last = visit.case.messages.filter(from_outside=True).order_by("-written_at", "-id").first()
    text = posted.get("question") or posted.get("reason") or ""
    return bool(last and text and last.text == text.strip())


def _page(visit: Visit, name: str, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    visit.case.refresh_from_db()
    heading, hint, _done = WORDS[name]
    told = {
        **inside(visit),
        "form": form,
        "name": name,
        "heading": heading,
        "hint": hint,
        "button": _button(name),
        **more,
    }
    return visit.show("partner/step.html", told, status=status)


def _button(name: str) -> str:
    return {
        "accept": _("Start the answer"),
        "ask_back": _("Send the question"),
        "decline": _("Send this"),
        "forward": _("Pass it on"),
        "request_extension": _("Ask for this day"),
    }[name]
