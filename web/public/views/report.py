"""Reporting, one question a page, without JavaScript and without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from obstacles.languages import current
from web.public import answers, drafts, questions
from web.public.forms import Part
from web.public.place import RightPlace, advise
from web.typed import typed
from workflow.models import Draft
from workflow.refusals import Incomplete

WAYS = {"email": "email", "phone": "phone", "post": "address"}
PLACE = "place"
ONE_PAGE = [never_cache, require_http_methods(["GET", "HEAD", "POST"])]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: HttpRequest) -> HttpResponse:
    """Say what it takes, then begin a new report."""
    if request.method == "POST":
        drafts.begin(request, at=timezone.now())
        return redirect("public-question", "problem")
    return _before(request, RightPlace())


def _before(request: HttpRequest, form: RightPlace, *, status: int = 200) -> HttpResponse:
    draft = drafts.find(request)
    begun = draft is not None and draft.answers and not drafts.sent(draft)
    shown = {"form": form, "total": questions.TOTAL, "begun": _go_on(draft) if begun else ""}
    return render(request, "public/report/before.html", shown, status=status)


def _go_on(draft: Draft | None) -> str:
    """Where somebody stopped: the first question without an answer, or the check."""
    missing = questions.first_unanswered(draft.answers) if draft else None
    return reverse("public-question", args=[missing]) if missing else reverse("public-check")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def right_place(request: HttpRequest) -> HttpResponse:
    """Say whether this is the right place; the three answers stay in the session."""
    if request.method == "POST":
        form = RightPlace(typed(request.POST))
        if not form.is_valid():
            return _before(request, form, status=422)
        request.session[PLACE] = form.cleaned_data
        return redirect("public-place")
    told = request.session.get(PLACE)
    if not told:
        return redirect("public-report")
    return render(request, "public/report/place.html", {"advice": advise(told)})


@method_decorator(ONE_PAGE, name="dispatch")
class AskOne(View):
    """One question: shown with what was answered before, kept on Continue."""

    def dispatch(self, request: HttpRequest, name: str) -> HttpResponseBase:
        if name not in questions.BY_NAME:
            raise Http404
        self.number, self.question = questions.BY_NAME[name]
        self.draft = drafts.find(request)
        if self.draft is None and self.number > 1:
            return _gone(request)
        if self.draft and drafts.sent(self.draft):
            return _done(self.draft)
        return self.keep() if request.method == "POST" else self.ask()

    def ask(self) -> HttpResponse:
        form = self.question.form()
        form.initial = {**self.usual(), **(self.draft.answers if self.draft else {})}
        return self.show(form)

    def keep(self) -> HttpResponse:
        form = self.question.form(typed(self.request.POST))
        if not form.is_valid():
            return self.show(form, status=422)
        drafts.save(self.draft or drafts.begin(self.request, at=timezone.now()), _to_keep(form))
        return redirect(self.way_on())

    def usual(self) -> dict[str, str]:
        """What most people would answer: their language is the one they read."""
        return {"language": current(), "contact_language": current()}

    def show(self, form: Part, *, status: int = 200) -> HttpResponse:
        shown = {
            "form": form,
            "question": self.question,
            "number": self.number,
            "total": questions.TOTAL,
            "back": self.way_back(),
        }
        return render(self.request, "public/report/question.html", shown, status=status)

    def way_on(self) -> str:
        following = questions.neighbour(self.number, by=1)
        if following is None or "change" in self.request.GET:
            return reverse("public-check")
        return reverse("public-question", args=[following])

    def way_back(self) -> str:
        if "change" in self.request.GET:
            return reverse("public-check")
        before = questions.neighbour(self.number, by=-1)
        return reverse("public-question", args=[before]) if before else reverse("public-report")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers once more, and send them."""
    draft = drafts.find(request)
    if draft is None:
        return _gone(request)
    if drafts.sent(draft):
        return _done(draft)
    missing = questions.first_unanswered(draft.answers)
    if missing:
        return redirect("public-question", missing)
    if request.method == "POST":
        return _send(request, draft)
    return _checked(request, draft)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    try:
        sent = drafts.send(draft, at=timezone.now())
    except Incomplete as refusal:
        return _checked(request, draft, refusal=refusal, status=422)
    return redirect("public-done", sent.reference)


def _checked(
    request: HttpRequest, draft: Draft, *, refusal: Incomplete | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "sections": answers.sections(draft.answers),
        "refusal": refusal,
        "has_errors": refusal is not None,
        "back": reverse("public-question", args=[questions.QUESTIONS[-1].name]),
    }
    return render(request, "public/report/check.html", shown, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    """Nothing is kept in this browser any more: say so, and offer to begin again."""
    return render(request, "public/report/gone.html", status=410)


def _done(draft: Draft) -> HttpResponse:
    return redirect("public-done", draft.answers[drafts.SENT])


def _to_keep(form: Part) -> dict[str, Any]:
    """The answers as they were typed; of the ways to be reached only the chosen one."""
    told = {name: form.data.get(name, "") for name in form.asks}
    way = told.get("contact_way")
    if way:
        unused = {field for chosen, field in WAYS.items() if chosen != way}
        unused |= {"name"} if way == "anonymous" else set()
        told |= dict.fromkeys(unused, "")
    return told
