"""A new link for a body whose own leads nowhere any more; every answer is the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from web.partner.entrance import unknown
from web.partner.forms import LinkForm
from web.partner.throttle import is_too_often
from web.typed import typed
from workflow import mailed_links
from workflow.mailed_links import Standing

ON_ITS_WAY = 202


@require_http_methods(["GET", "HEAD", "POST"])
def by_reference(request: HttpRequest) -> HttpResponse:
    """Ask which question and which address; whether they fit is told nobody but the mailbox."""
    if request.method != "POST":
        return render(request, "partner/new_link.html", {"form": LinkForm()})
    form = LinkForm(typed(request.POST))
    if not form.is_valid():
        return render(request, "partner/new_link.html", {"form": form}, status=422)
    told, now = form.cleaned_data, timezone.now()
    if not is_too_often(request, "link", "", at=now):
        mailed_links.renew_for(told["reference"], told["address"], at=now)
    return _on_its_way(request)


@require_POST
def new_link(request: HttpRequest, locator: str) -> HttpResponse:
    """Mail a new link to the address that we wrote to, if the question is still with it."""
    now = timezone.now()
    code = mailed_links.find(locator)
    if code is None:
        return unknown(request)
    ended = mailed_links.standing(code, at=now) is Standing.ENDED
    if not ended and not is_too_often(request, "link", locator, at=now):
        mailed_links.renew(code.seat, at=now)
    return _on_its_way(request)


def _on_its_way(request: HttpRequest) -> HttpResponse:
    return render(request, "partner/on_its_way.html", {}, status=ON_ITS_WAY)
