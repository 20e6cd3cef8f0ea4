"""What every answer carries: the language somebody chose, and the headers of a careful house."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path, get_language_from_request

Answer = Callable[[HttpRequest], HttpResponse]

YEAR = 365 * 24 * 60 * 60

# None of these is used anywhere; a page that was taken over cannot use them either.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "browsing-topics",
    )
)

# Their addresses lead to somebody's case: kept by no cache and by no search engine. Other sites
# never learn an address of ours (same-origin, everywhere). "no-referrer" would go no further and
# would make browsers send "Origin: null", at which the check of every form says no.
PRIVATE = frozenset({"track", "my", "p", "follow", "partner", "work", "insight", "manage", "file"})


def remember_language(get_response: Answer) -> Answer:
    """Keep a language that was chosen against what the browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        chosen = get_language_from_path(request.path_info)
        if chosen and chosen != get_language_from_request(request):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=YEAR,
                secure=settings.LANGUAGE_COOKIE_SECURE or request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response

    return middleware


def say_little(get_response: Answer) -> Answer:
    """Send headers that let a browser tell others as little as possible."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        # The theme stands in a cookie and in the page.
        patch_vary_headers(response, ["Cookie"])
        if is_private(request.path_info):
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def is_private(path: str) -> bool:
    """Whether an address belongs to a case rather than to everybody."""
    parts = path.strip("/").split("/")
    place = parts[1:] if get_language_from_path(path) else parts
    return bool(place) and place[0] in PRIVATE
