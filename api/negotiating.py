"""Pages for people where programs read: which of both is meant, and in what language."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation

from api.paging import wrong_parameter
from obstacles.languages import CODES, OWN_NAMES

LANGUAGE = {"language": "nl, fr, de or en; the header Accept-Language says the same."}


class PageOrJSON(DefaultContentNegotiation):
    """Browsers name HTML, programs do not."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        if wants_page(request):
            return renderers[0], renderers[0].media_type
        return super().select_renderer(request, renderers, format_suffix)


def wants_page(request: Any) -> bool:
    """Whether a person with a browser is asking."""
    return "text/html" in request.headers.get("Accept", "")


def language_of(request: Any) -> str:
    """The language the address names, else the one the browser asked for."""
    named = request.query_params.get("language")
    if named is None:
        return str(get_language() or settings.LANGUAGE_CODE)
    if named not in CODES:
        raise wrong_parameter("language", _("Languages: %(names)s.") % {"names": ", ".join(CODES)})
    return str(named)


def page_in(language: str, request: Any, template: str, told: dict[str, Any]) -> HttpResponse:
    """A page of the house in one language, with links to itself in the others."""
    links = [
        {"code": code, "name": OWN_NAMES[code], "url": f"{request.path}?language={code}"}
        | {"current": code == language}
        for code in CODES
    ]
    with override(language):
        answer = render(
            request._request, template, {**told, "language_links": links, "shown_in": language}
        )
    answer["Content-Language"] = language
    # The foot knows who is signed in.
    answer["Cache-Control"] = "no-cache, private"
    return answer
