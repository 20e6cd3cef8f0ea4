"""The door to one's own report: reference and access code, and the way out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from obstacles.counters import HOUR
from obstacles.guesses import Guess
from web.track import keys
from web.track.forms import Door
from web.typed import typed


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class Track(View):
    """Ask for reference and code; the same words for everything that is wrong."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        form = Door()
        form.initial = {"reference": typed(request.GET).get("reference", "")[:40]}
        return _door(request, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = Door(typed(request.POST))
        if not form.is_valid():
            return _door(request, form, status=422)
        now, told = timezone.now(), form.cleaned_data
        seat = keys.holder(told["reference"], told["code"], at=now)
        if seat is None:
            address = request.META.get("REMOTE_ADDR", "")
            guess = Guess(keys.reference_of(told["reference"]), address, now)
            if guess.count():
                return _slow_down(request, form)
            form.add_error(None, _("This report number and access code do not belong together."))
            return _door(request, form, status=422)
        keys.open_seat(request, seat, at=now)
        return redirect("track-status", seat.case.reference)


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit: nothing stays in this browser."""
    keys.leave(request)
    messages.success(request, _("You have left your report. Keep your access code."))
    response = redirect("track-door")
    response["Clear-Site-Data"] = '"cache"'
    return response


def _door(request: HttpRequest, form: Door, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "track/door.html", {"form": form, **more}, status=status)


def _slow_down(request: HttpRequest, form: Door) -> HttpResponse:
    form.add_error(None, _("There were too many wrong tries. Please wait an hour and try again."))
    response = _door(request, form, status=429)
    response["Retry-After"] = str(HOUR)
    return response
