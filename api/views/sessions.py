"""A reporter comes back: an access code opens half an hour at one report."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.response import Response

from api.answers import object_of
from api.models import PublicSession
from api.problems import Problem
from api.serializers.pages import SessionFields
from api.shapes import texts
from api.throttling import note_wrong_code
from obstacles.references import Misread, code_digest, read_reference
from workflow.models import AccessCode
from workflow.refusals import Incomplete

from .house import ReporterView

MOST_TEXT = 200


class Sessions(ReporterView):
    """Redeem an access code for half an hour at its report; end that session before its time."""

    limit = 30

    def get_authenticators(self) -> Any:
        return [] if self._opens else super().get_authenticators()

    def get_permissions(self) -> Any:
        return [] if self._opens else super().get_permissions()

    @property
    def _opens(self) -> bool:
        return getattr(self.request, "method", "") == "POST"

    def gives(self, method: str) -> tuple[int, Any]:
        return (201, SessionFields) if method == "POST" else (204, None)

    def asked(self) -> tuple[str, Any]:
        return "SessionBody", texts("reference", "code")

    def post(self, request: Any) -> Response:
        body = object_of(request, {"reference", "code"})
        given = {name: _text(body, name) for name in ("reference", "code")}
        code = _code(given)
        if code is None:
            note_wrong_code(request, _reference(given["reference"]))
            raise Problem("no_such_code")
        session, secret = PublicSession.issue(code)
        return Response({"token": secret, "expires_at": session.expires_at}, 201)

    def delete(self, request: Any) -> Response:
        request.auth.delete()
        return Response(status=204)


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= MOST_TEXT:
        raise Incomplete({name: [_("Send a text.")]})
    return value


def _reference(typed: str) -> str:
    """The reference somebody typed, however they typed it; empty when it cannot be one."""
    try:
        return read_reference(typed, prefix="RP")
    except Misread:
        return ""


def _code(given: dict[str, str]) -> AccessCode | None:
    """The code in force for this report; neither half alone is told right or wrong."""
    try:
        digest = code_digest(given["code"])
        reference = read_reference(given["reference"], prefix="RP")
    except Misread:
        return None
    found = AccessCode.objects.filter(digest=digest, purpose=AccessCode.Purpose.CODE)
    return found.filter(revoked_at=None, seat__case__report__reference=reference).first()
