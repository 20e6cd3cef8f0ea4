"""What somebody had typed when their visit ended: kept an hour, for the same person only."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

KEPT = "kept_form"
HOUR = 60 * 60
MOST = 200_000
# These are asked for again.
SECRET = ("csrfmiddlewaretoken", "password", "code")


@dataclass(frozen=True)
class Kept:
    """A form that did not reach us: where it went, and what stood in it."""

    user: str
    path: str
    fields: list[list[str]]

    @property
    def texts(self) -> list[str]:
        """What a person wrote, as far as one can tell: everything with a blank in it."""
        return [value for _name, value in self.fields if " " in value.strip()]


class SentAgain(HttpResponseRedirect):
    """Lets the browser send the same form to another address of ours."""

    status_code = 307


def keep(request: HttpRequest, user: Any) -> bool:
    """Put a form aside in the visitor's new session; false when there is nothing to keep."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith(SECRET)
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > MOST:
        return False
    kept = Kept(str(user.pk), request.get_full_path(), fields)
    request.session[KEPT] = vars(kept)
    request.session.set_expiry(HOUR)
    return True


def kept_for(request: HttpRequest) -> Kept | None:
    """What was kept for whoever is signed in now; for anybody else it is thrown away."""
    told = request.session.get(KEPT)
    kept = Kept(**told) if told else None
    if kept and kept.user != str(request.user.pk):
        del request.session[KEPT]
        return None
    return kept


@method_decorator(never_cache, name="dispatch")
class KeptForm(LoginRequiredMixin, View):
    """Show what was typed, and send it where it should have gone."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = kept_for(request)
        if kept is None:
            return redirect("work-today")
        return render(request, "account/kept.html", {"kept": kept})

    def post(self, request: HttpRequest) -> HttpResponse:
        kept = kept_for(request)
        request.session.pop(KEPT, None)
        if kept is None or "throw_away" in request.POST:
            return redirect("work-today")
        return SentAgain(kept.path)
