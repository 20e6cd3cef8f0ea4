"""Staff and partners sign in with a second factor; without one they are sent to set it up."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]


def ask_for_second_factor(get_response: Answer) -> Answer:
    """Let nobody past the account pages before a second factor is set up; demonstrations do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.IS_DEMONSTRATION or not _lacks_it(request):
            return get_response(request)
        if request.path_info.startswith("/api/"):
            return JsonResponse({"status": 403, "code": "second_factor_missing"}, status=403)
        return redirect("mfa_activate_totp")

    return middleware


def _lacks_it(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or _is_open(request.path_info):
        return False
    return not is_mfa_enabled(request.user)


def _is_open(path: str) -> bool:
    """Pages on which a second factor is set up, or one signs out."""
    account = reverse("account_login").removesuffix("login/")
    return path.startswith((account, settings.STATIC_URL))
