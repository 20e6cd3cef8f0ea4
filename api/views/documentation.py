"""The description of the API, and pages to read it on; nothing of it comes from elsewhere."""

from functools import cache
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.reading import groups, lines, operation

from .house import PublicView

LONGEST = 100


@cache
def described() -> Any:
    """The OpenAPI description, made once per process; it changes with the code only."""
    with override("en"):
        return SchemaGenerator().get_schema(public=True)


class Schema(PublicView):
    """The OpenAPI description of this API."""

    cache = "public, max-age=300"
    parameters: ClassVar[dict[str, str]] = {}

    @extend_schema(exclude=True)
    def get(self, request: Any) -> Response:
        return Response(described())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation, grouped by noun; a search narrows the list and needs no script."""
    query = request.GET.get("q", "")[:LONGEST]
    found = groups(described(), query)
    told = {
        "info": described()["info"],
        "query": query,
        "groups": found,
        "shown": sum(len(one["lines"]) for one in found),
        "all": sum(1 for _one in lines(described())),
    }
    return _page(request, "api/docs.html", told)


@require_safe
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One operation: what to send, what comes back, and a call to copy."""
    with override("en"):
        found = operation(described(), name)
        if found is None:
            raise Http404
        return _page(request, "api/operation.html", found)


def _page(request: HttpRequest, template: str, told: dict[str, Any]) -> HttpResponse:
    """The contract is in English, whatever the browser speaks."""
    with override("en"):
        answer = render(request, template, {**told, "language_links": []})
    answer["Content-Language"] = "en"
    patch_cache_control(answer, private=True, max_age=300)
    return answer
