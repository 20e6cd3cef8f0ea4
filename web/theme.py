"""The switch between light and dark, for people without JavaScript too."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from .context import THEMES
from .middleware import YEAR


@require_safe
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark in this browser, or follow the system again, and go back."""
    response = HttpResponseRedirect(_way_back(request))
    theme = request.GET.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            "theme",
            theme,
            max_age=YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def _way_back(request: HttpRequest) -> str:
    back = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(back, None) and back.startswith("/")
    return back if own else "/"
