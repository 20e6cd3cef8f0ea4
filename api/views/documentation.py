"""The description of the API, and a page to read it on; nothing of it comes from elsewhere."""

from functools import cache
from typing import Any, ClassVar

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.response import Response

from .house import PublicView


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


class Docs(SpectacularSwaggerSplitView):
    """The description as a page; its script is a file of its own, as our policy demands."""

    authentication_classes = []
    url_name = "api-schema"
    template_name = "api/docs.html"
