"""A lost access code is replaced by mail; whether there was a report is told its mailbox only."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api.answers import object_of
from api.shapes import texts
from api.throttling import address_mark
from obstacles.counters import HOUR, count
from workflow import mailed_codes
from workflow.refusals import Incomplete

from .house import PublicView

MOST_AN_HOUR = 5
MOST_TEXT = 254


class AccessLinks(PublicView):
    """Ask for a new access code by mail. The answer is the same whether or not we know both."""

    limit = 30

    def gives(self, method: str) -> tuple[int, Any]:
        return 202, None

    def asked(self) -> tuple[str, Any]:
        return "AccessLinkBody", texts("reference", "email")

    def post(self, request: Any) -> Response:
        body = object_of(request, {"reference", "email"})
        wrong = [name for name in ("reference", "email") if not _is_text(body, name)]
        if wrong:
            raise Incomplete({name: [_("Send a text.")] for name in wrong})
        if count(f"api.access_link.{address_mark(request)}", seconds=HOUR) <= MOST_AN_HOUR:
            mailed_codes.renew_for(body["reference"], body["email"].strip(), at=timezone.now())
        return Response(status=202)


def _is_text(body: dict[str, Any], name: str) -> bool:
    value = body.get(name)
    return isinstance(value, str) and 0 < len(value) <= MOST_TEXT
