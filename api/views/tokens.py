"""A person's own tokens: shown once, never able to do more than whoever makes them."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api.answers import object_of
from api.idempotency import key_of, once
from api.models import Token
from api.networks import is_within
from api.problems import Problem
from api.scopes import lacking, reach
from api.serializers.pages import paged
from api.serializers.tokens import MadeToken, TokenFields
from api.shapes import schema
from api.token_form import TokenForm
from api.typed import read
from workflow.refusals import Incomplete

from .house import OfficialView


class Tokens(OfficialView):
    """One's own tokens. Making one needs a browser session, or a token made for it."""

    needs_key = True
    limit = 60

    def gives(self, method: str) -> tuple[int, Any]:
        return (201, MadeToken) if method == "POST" else (200, paged(TokenFields, pages=False))

    def asked(self) -> tuple[str, Any]:
        return "TokenBody", schema(TokenForm)

    def get(self, request: Any) -> Response:
        """List one's own tokens that are still in force."""
        found = Token.objects.filter(user=request.user, revoked_at=None).order_by("created_at")
        return Response({"results": TokenFields(found, many=True).data})

    def post(self, request: Any) -> Response:
        """Make a token; its secret is shown this once."""
        body = object_of(request, TokenForm.base_fields)
        return once(request, key_of(request), lambda: self.make(body))

    def make(self, body: dict[str, Any]) -> Response:
        answers, wrong = read(TokenForm, body)
        form = TokenForm(answers)
        if not form.is_valid() or wrong:
            missing = {name: [str(one) for one in said] for name, said in form.errors.items()}
            raise Incomplete(missing | wrong)
        told = form.told
        maker = self.request.auth
        if isinstance(maker, Token):
            told |= _no_more_than(maker, told)
        token, secret = Token.issue(self.request.user, **told)  # type: ignore[arg-type]
        return Response({**TokenFields(token).data, "token": secret}, 201)


def _no_more_than(maker: Token, told: dict[str, Any]) -> dict[str, Any]:
    """A token made by a token can do no more, lives no longer, and works from nowhere else."""
    for scope in told["scopes"]:
        if scope not in reach(maker.scopes):
            raise lacking(scope)
    networks = told["networks"] or maker.networks
    if maker.networks and not is_within(networks, maker.networks):
        raise Incomplete({"networks": [_("The token that asks may not be used from there.")]})
    return {"networks": networks, "not_after": maker.expires_at}


class OneToken(OfficialView):
    """End one's own token."""

    def gives(self, method: str) -> tuple[int, Any]:
        return 204, None

    def delete(self, request: Any, key: UUID) -> Response:
        """End one's own token at once."""
        ended = Token.objects.filter(pk=key, user=request.user, revoked_at=None)
        if not ended.update(revoked_at=timezone.now()):
            raise Problem("unknown")
        return Response(status=204)
