"""A question we put to whoever reported, and their answer to it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.response import Response

from api.answers import object_of
from api.idempotency import key_of, once
from api.problems import Problem
from api.serializers.parts import AnswerFields, MessageFields
from api.shapes import texts
from workflow.models import Case, Message
from workflow.refusals import Incomplete, NotNow

from .reporters import OwnStep


class OwnAnswer(OwnStep):
    """Answer one question of ours; a question is answered once."""

    step = "reply"
    answer: Any = AnswerFields
    takes_files = True

    def asked(self) -> tuple[str, Any]:
        return "MessageBody", texts("text")

    def get(self, request: Any, key: str, question: UUID) -> Response:
        case = self.case(key)
        asked = _question(case, question)
        reply = _reply_to(asked)
        told = {"question": MessageFields(asked).data}
        return Response(told | {"answer": MessageFields(reply).data if reply else None})

    def post(self, request: Any, key: str, question: UUID) -> Response:  # type: ignore[override]
        body = object_of(request, {"text"})
        return once(request, key_of(request), lambda: self.reply(key, question, body))

    def reply(self, key: str, question: UUID, body: dict[str, Any]) -> Response:
        case = self.case(key)
        asked = _question(case, question)
        if asked.settled_at is not None:
            label, reason = str(case.steps["reply"].label), _("This question has its answer.")
            raise NotNow(label, state=case.state_label, version=case.version, reason=reason)
        try:
            return self.answer_of(case, "reply", {"answer": body.get("text", "")})
        except Incomplete as incomplete:
            errors = dict(incomplete.errors)
            told = {"text": errors.pop("answer")} if "answer" in errors else {}
            raise Incomplete(told | errors) from None


def _question(case: Case, key: UUID) -> Message:
    found = case.messages.filter(kind=Message.Kind.QUESTION, pk=key).first()
    if found is None:
        raise Problem("unknown")
    return found


def _reply_to(asked: Message) -> Message | None:
    """The first reply after a question that was answered."""
    if asked.settled_at is None:
        return None
    later = asked.case.messages.filter(kind=Message.Kind.REPLY, written_at__gte=asked.written_at)
    return later.order_by("written_at", "id").first()
