"""The outbox: which letters left, which stopped, and sending one again."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import marks
from api.answers import object_of
from api.idempotency import key_of, once
from api.paging import wrong_parameter
from api.problems import Problem
from api.serializers.outbox import LetterFields, letter
from api.serializers.webhooks import stretched
from workflow.models import Notice
from workflow.outbox import StillWaitsError, keeps_post, letters_owed, references_seen, send_again

from .house import OfficialView

STATUS: dict[str, dict[str, Any]] = {
    "waiting": {"sent_at": None, "stopped_at": None},
    "sent": {"sent_at__isnull": False},
    "stopped": {"stopped_at__isnull": False},
}


class PostView(OfficialView):
    """A view for those who keep the post going; it shows no word of a letter."""

    limit = 60

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not keeps_post(self.actor):
            raise Problem("not_yours")

    def shown(self, rows: Any) -> list[dict[str, Any]]:
        found: list[Notice] = list(rows)
        seen = references_seen(self.actor, found)
        return [letter(one, seen.get(one.case_id)) for one in found]


class Outbox(PostView):
    """Letters, the newest first: how far each is, and what kept it."""

    answer = stretched(LetterFields)
    parameters: ClassVar[dict[str, str]] = {
        **marks.PARAMETERS,
        "status": "waiting, sent or stopped.",
    }
    shapes: ClassVar[dict[str, Any]] = {"status": {"type": "string", "enum": list(STATUS)}}

    def get(self, request: Any) -> Response:
        given = request.query_params
        status = given.get("status", "")
        if "status" in given and status not in STATUS:
            words = _("Send one of: %(names)s.") % {"names": ", ".join(STATUS)}
            raise wrong_parameter("status", words)
        rows = letters_owed().filter(**STATUS.get(status, {}))
        return Response(marks.stretch(rows, given, f"outbox:{status}", self.shown))


class Resend(PostView):
    """Send a letter again that left or stopped, if its reader may still be told."""

    needs_key = True

    def gives(self, method: str) -> tuple[int, Any]:
        return 202, LetterFields

    def post(self, request: Any, key: UUID) -> Response:
        object_of(request, ())
        idempotency = key_of(request)
        get_object_or_404(Notice.objects.only("pk"), pk=key)
        return once(request, idempotency, lambda: self.again(key))

    def again(self, key: UUID) -> Response:
        try:
            row = send_again(key, now=timezone.now())
        except StillWaitsError:
            raise Problem("not_now", _("This letter has not left yet.")) from None
        return Response(self.shown([row])[0], 202)
