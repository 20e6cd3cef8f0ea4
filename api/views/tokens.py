"""A person's own tokens: made in the browser, where the second factor was asked, shown once."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.response import Response

from api.answers import object_of
from api.idempotency import key_of, once
from api.models import DAYS, Token
from api.problems import Problem
from api.serializers.pages import MadeToken, TokenFields, paged
from api.shapes import read, schema
from workflow.refusals import Incomplete

from .house import OfficialView

MOST_DAYS = 366


class TokenForm(forms.Form):
    """What a token is for, and until when."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=100)
    days = forms.ChoiceField(
        label=gettext_lazy("Valid for how many days"),
        choices=[(str(days), str(days)) for days in (7, 30, DAYS, 180, MOST_DAYS)],
        required=False,
    )


class Tokens(OfficialView):
    """One's own tokens; making one needs the browser, so that no token makes another."""

    needs_key = True
    limit = 60

    def gives(self, method: str) -> tuple[int, Any]:
        return (201, MadeToken) if method == "POST" else (200, paged(TokenFields, pages=False))

    def asked(self) -> tuple[str, Any]:
        return "TokenBody", schema(TokenForm)

    def get(self, request: Any) -> Response:
        found = Token.objects.filter(user=request.user, revoked_at=None).order_by("created_at")
        return Response({"results": TokenFields(found, many=True).data})

    def post(self, request: Any) -> Response:
        body = object_of(request, TokenForm.base_fields)
        key = key_of(request)
        if isinstance(request.auth, Token):
            raise Problem("forbidden", _("Make tokens in the browser: no token makes another."))
        return once(request, key, lambda: self.make(body))

    def make(self, body: dict[str, Any]) -> Response:
        answers, wrong = read(TokenForm, body)
        form = TokenForm(answers)
        if not form.is_valid() or wrong:
            missing = {name: [str(one) for one in said] for name, said in form.errors.items()}
            raise Incomplete(missing | wrong)
        days = int(form.cleaned_data["days"] or DAYS)
        token, secret = Token.issue(self.request.user, name=form.cleaned_data["name"], days=days)  # type: ignore[arg-type]
        return Response({**TokenFields(token).data, "token": secret}, 201)


class OneToken(OfficialView):
    """End one's own token."""

    def gives(self, method: str) -> tuple[int, Any]:
        return 204, None

    def delete(self, request: Any, key: UUID) -> Response:
        ended = Token.objects.filter(pk=key, user=request.user, revoked_at=None)
        if not ended.update(revoked_at=timezone.now()):
            raise Problem("unknown")
        return Response(status=204)
