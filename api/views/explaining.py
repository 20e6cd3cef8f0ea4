"""What each "no" means and what to do about it: a page for people, JSON for programs."""

import json
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.negotiating import LANGUAGE, PageOrJSON, language_of, page_in, wants_page
from api.problems import KINDS, Problem
from api.replies import example_of
from api.serializers.pages import ProblemWords

from .house import PublicView


class _Explained(PublicView):
    parameters: ClassVar[dict[str, str]] = LANGUAGE
    content_negotiation_class = PageOrJSON
    cache = "public, max-age=3600"

    def told(self, request: Any, template: str, words: Any) -> HttpResponseBase:
        """The same words for both kinds of readers."""
        language = language_of(request)
        with override(language):
            found = words()
        if wants_page(request):
            answer: HttpResponseBase = page_in(language, request, template, found)
        else:
            answer = Response(found)
            answer["Content-Language"] = language
        patch_vary_headers(answer, ["Accept"])
        return answer


class ProblemPage(_Explained):
    """What one kind of "no" means, and what to do about it."""

    answer = ProblemWords

    def get(self, request: Any, code: str) -> HttpResponseBase:
        if code not in KINDS:
            raise Problem("unknown")
        if wants_page(request):
            return self.told(request, "api/problem.html", lambda: _page(code))
        return self.told(request, "", lambda: _words(code))


class ProblemList(_Explained):
    """Every kind of "no" there is, in the order of their numbers."""

    @extend_schema(exclude=True)
    def get(self, request: Any) -> HttpResponseBase:
        return self.told(
            request, "api/problems.html", lambda: {"results": [_words(code) for code in KINDS]}
        )


def _words(code: str) -> dict[str, Any]:
    kind = KINDS[code]
    return {
        "type": f"/api/v1/problems/{code}",
        "code": code,
        "status": kind.status,
        "title": str(kind.title),
        "advice": str(kind.advice),
    }


def _page(code: str) -> dict[str, Any]:
    example = json.dumps(example_of(code), indent=2, ensure_ascii=False)
    return {"problem": _words(code), "example": example}
