"""Staff and partners sign in with a second factor; without one they are sent to set it up."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

# In the shape of all problems of the API, which explains this one too.
PROBLEM = {
    "type": "/api/v1/problems/second_factor_missing",
    "title": "Set up a second factor first.",
    "status": 403,
    "detail": "Sign in with the browser and set it up. Programs use a token.",
    "code": "second_factor_missing",
    "errors": [],
    "request_id": "",
}
Answer = Callable[[HttpRequest], HttpResponse]


def ask_for_second_factor(get_response: Answer) -> Answer:
    """Let nobody past the account pages before a second factor is set up; demonstrations do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.IS_DEMONSTRATION or not _lacks_it(request):
            return get_response(request)
        if request.path_info.startswith("/api/"):
            return JsonResponse(PROBLEM, status=403, content_type="application/problem+json")
        return redirect("mfa_activate_totp")

    return middleware


def _lacks_it(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or _is_open(request.path_info):
        return False
    return not is_mfa_enabled(request.user) and not _came_in_strongly(request)


def _came_in_strongly(request: HttpRequest) -> bool:
    """The sign-in service said that it asked for a second factor, in a way we named."""
    ways = request.session.get("account_authentication_methods", [])
    by_service = any(way.get("method") == "socialaccount" for way in ways)
    return by_service and bool(settings.SIGN_IN_SERVICE["acr"])


def _is_open(path: str) -> bool:
    """Pages on which a second factor is set up, or one signs out."""
    account = reverse("account_login").removesuffix("login/")
    return path.startswith((account, settings.STATIC_URL))
