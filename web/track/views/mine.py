"""What all pages of one's own report share: only the holder of the key comes in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from web.track import keys
from web.track.forms import Door
from web.typed import typed
from workflow.actors import Bearer, Official
from workflow.models import Case
from workflow.permits import why_not_now
from workflow.refusals import Incomplete, NotNow, NotYours, Overtaken, Refused, Unknown
from workflow.steps import take_step

STATUS = {Unknown: 404, NotYours: 403, NotNow: 409, Overtaken: 409, Incomplete: 422}


@method_decorator(never_cache, name="dispatch")
class MyReport(View):
    """A page of the report whose key this browser holds."""

    template = ""
    case: Case
    actor: Bearer | Official

    def dispatch(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        case = self.find(request, reference)
        if case is None:
            return self.outside(reference)
        self.case = case
        if request.method in ("GET", "HEAD"):
            return self.show()
        return self.act() if request.method == "POST" else self.http_method_not_allowed(request)

    def act(self) -> HttpResponseBase:
        """What a page does when its form is sent; most have none."""
        return self.http_method_not_allowed(self.request)

    def outside(self, reference: str) -> HttpResponseBase:
        """What somebody without the key is shown."""
        return _closed_door(self.request, reference)

    def find(self, request: HttpRequest, reference: str) -> Case | None:
        """The case of this address, if the key of this browser fits it."""
        self.now = timezone.now()
        seat = keys.seat_of(request, at=self.now)
        if seat is None:
            return None
        self.actor = Bearer(seat)
        mine = Case.objects.visible_to(self.actor).filter(report__reference=reference)
        return mine.select_related("report__border", "parent__obstacle__published").first()

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        return render(self.request, self.template, {**self.shows(), **more}, status=status)

    def shows(self) -> dict[str, Any]:
        """What the page of this report shows."""
        return {
            "case": self.case,
            "report": self.case.report,
            "may": [name for name in ("add", "reply", "withdraw") if self.may(name)],
            "home": reverse("track-status", args=[self.case.reference]),
        }

    def may(self, name: str) -> bool:
        """Whether a step is possible now."""
        return why_not_now(self.case, self.case.steps[name]) is None

    def attempt(self, name: str, form: forms.Form, *, thanks: str, to: str) -> HttpResponse:
        """Take a step; what was typed stays on the page when that is refused."""
        if not form.is_valid():
            return self.show(form=form, status=422)
        try:
            take_step(
                self.case,
                name,
                by=self.actor,
                at=self.now,
                answers=form.data,
                files=form.files,
            )
        except Incomplete as refusal:
            _mark(form, refusal.errors)
            return self.show(form=form, status=422)
        except Refused as refusal:
            return self.show(form=form, refusal=refusal, status=STATUS[type(refusal)])
        messages.success(self.request, thanks)
        return redirect(to, self.case.reference)


def _mark(form: forms.Form, errors: Mapping[str, Any]) -> None:
    for name, words in errors.items():
        form.add_error(name if name in form.fields else None, list(words))


def _closed_door(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the code again. What somebody has just written is handed back to them."""
    wanted = keys.reference_of(reference)
    if request.method != "POST":
        return redirect(f"{reverse('track-door')}?reference={wanted}")
    form = Door()
    form.initial = {"reference": wanted}
    kept = [text for name, text in typed(request.POST).items() if name != "csrfmiddlewaretoken"]
    shown = {"form": form, "ended": True, "kept": "\n\n".join(filter(None, map(str, kept)))}
    return render(request, "track/door.html", shown, status=403)
