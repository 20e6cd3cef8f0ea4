"""What every answer of the API has in common."""

import re
import uuid
from typing import Any, ClassVar, cast

from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from api import errors
from api.authentication import HasSession, ReporterAuthentication, TokenAuthentication, bearer_of
from api.paging import wrong_parameter
from api.problems import Problem
from api.scopes import HasScope
from api.throttling import Limit
from api.uploads import FilesParser
from obstacles.models import User
from workflow.actors import Actor, Official

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_BROKEN = re.compile("[\x00\ud800-\udfff\ufffd]")
PAGES = {
    "page": "A page of the list, from 1.",
    "page_size": "Rows on a page, at most 100; 25 unless said.",
}


class HouseView(APIView):
    """Refuses unknown parameters, numbers requests, says its limits, and is kept by no cache."""

    # Query parameters this address knows, each with a word of explanation.
    parameters: ClassVar[dict[str, str]] = {}
    several: ClassVar[frozenset[str]] = frozenset()
    needed: ClassVar[frozenset[str]] = frozenset()
    # The shape of a parameter, where its name does not say it (see api.parameters).
    shapes: ClassVar[dict[str, Any]] = {}
    limit = 600
    cache = "no-store"
    throttle_classes = [Limit]
    rate: tuple[int, int, int] | None = None
    # What the description of this address says.
    answer: Any = None
    has_etag = False
    tells_version = False
    tells_location = False
    also_says: ClassVar[tuple[int, ...]] = ()
    takes_files = False
    # The kind of content where an address hands out something else than JSON.
    content = ""
    # Whether a part of that content can be asked for (Range), and what else a list comes as.
    in_parts = True
    also_as: ClassVar[tuple[str, ...]] = ()

    def get_parsers(self) -> list[Any]:
        return [*super().get_parsers(), *([FilesParser()] if self.takes_files else [])]

    def gives(self, method: str) -> tuple[int, Any]:
        """The status and the shape of a good answer."""
        return 200, self.answer

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        asked: Any = super().initialize_request(request, *args, **kwargs)
        given = request.headers.get("X-Request-Id", "")
        asked.request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        return asked

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.check_parameters(request)

    def check_parameters(self, request: Any) -> None:
        given = request.query_params
        for name in given:
            if name not in self.parameters:
                raise wrong_parameter(name[:100], _("This parameter is not known here."))
            values = given.getlist(name)
            if len(values) > 1 and name not in self.several:
                raise wrong_parameter(name, _("Give this parameter once."))
            if any(_BROKEN.search(value) for value in values):
                raise wrong_parameter(name, _("This text holds a character that cannot be kept."))

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        final["X-Request-Id"] = getattr(request, "request_id", "")
        if self.rate:
            most, left, seconds = self.rate
            final["RateLimit-Policy"] = f'"default";q={most};w=60'
            final["RateLimit"] = f'"default";r={left};t={seconds}'
        final.headers.setdefault(
            "Cache-Control", self.cache if final.status_code < 400 else "no-store"
        )
        patch_vary_headers(final, ["Accept-Language", "Authorization", "Cookie"])
        return final

    def handle_exception(self, exc: Any) -> Response:
        """As the framework does, but without raising what nobody foresaw."""
        if isinstance(exc, (NotAuthenticated, AuthenticationFailed)):
            exc.auth_header = self.get_authenticate_header(self.request)
        response = errors.answer(exc, self.get_exception_handler_context())
        response.exception = True
        return response


class PublicView(HouseView):
    """Needs no account and looks at none."""

    authentication_classes = []
    permission_classes = [AllowAny]
    limit = 120


class ReporterView(HouseView):
    """Needs the session that an access code opened."""

    authentication_classes = [ReporterAuthentication]
    permission_classes = [HasSession]
    limit = 120

    @property
    def actor(self) -> Actor:
        return bearer_of(self.request)


class OfficialView(HouseView):
    """Needs a person: by token first, so that nobody gets 403 for not being signed in."""

    authentication_classes = [TokenAuthentication, SessionAuthentication]
    permission_classes = [IsAuthenticated, HasScope]

    @property
    def actor(self) -> Actor:
        known = self.__dict__.get("_actor")
        if known is None:
            known = self.__dict__["_actor"] = Official(cast(User, self.request.user))
        return known


class Nowhere(PublicView):
    """Whatever has no address: the same answer as for what one may not see."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        raise Problem("unknown")
