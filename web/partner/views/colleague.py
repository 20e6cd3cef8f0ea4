"""Not you: our letter goes to a colleague in the same house."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from web.partner.entrance import at_door
from web.partner.forms import ColleagueForm
from web.partner.showing import at_the_door
from web.partner.throttle import is_too_often
from web.typed import typed
from workflow import mailed_links
from workflow.models import AccessCode


@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: HttpRequest, locator: str) -> HttpResponse:
    """Ask for the address of a colleague, and send them our letter."""
    now = timezone.now()
    code = at_door(request, locator, at=now)
    if isinstance(code, HttpResponse):
        return code
    if request.method != "POST":
        return _page(request, locator, code, ColleagueForm())
    form = ColleagueForm(typed(request.POST))
    if form.is_valid() and not mailed_links.same_house(code.seat, form.cleaned_data["address"]):
        form.add_error("address", _("Write an address that ends as that of your organisation."))
    if not form.is_valid():
        return _page(request, locator, code, form, status=422)
    if is_too_often(request, "colleague", locator, at=now) or not mailed_links.tell_colleague(
        code.seat, form.cleaned_data["address"], at=now
    ):
        return render(request, "429.html", {}, status=429)
    messages.success(request, _("Our letter is on its way to your colleague."))
    return redirect("partner-door", locator)


def _page(
    request: HttpRequest,
    locator: str,
    code: AccessCode,
    form: ColleagueForm,
    *,
    status: int = 200,
) -> HttpResponse:
    told = {**at_the_door(code, today=timezone.localdate()), "locator": locator, "form": form}
    return render(request, "partner/colleague.html", told, status=status)
