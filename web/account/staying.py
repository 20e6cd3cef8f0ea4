"""A click that does nothing but say: I am still here."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST


@never_cache
@require_POST
@login_required
def stay(_request: HttpRequest) -> HttpResponse:
    """Being asked is enough: the visit goes on from now."""
    return HttpResponse(status=204)
