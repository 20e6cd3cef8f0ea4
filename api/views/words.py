"""Notes for the team and words with the reporter: two addresses, so that no flag can mix them."""

from typing import Any

from rest_framework.response import Response

from api.looks import note_view
from api.paging import page
from api.serializers.pages import paged
from api.serializers.parts import MessageFields
from workflow.models.conversation import WITH_BODY, WITH_REPORTER
from workflow.states import Kind

from .house import PAGES
from .steps import TakeStep


class Notes(TakeStep):
    """Notes of the team; nobody else ever reads them."""

    step = "note"
    answer = paged(MessageFields)
    if_match = False
    parameters = PAGES

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "notes")
        found = case.messages.filter(kind="note").order_by("written_at", "id")
        return Response(page(found, request.query_params, _shown))


class Messages(TakeStep):
    """Words between us and whoever reported."""

    step = "message"
    answer = paged(MessageFields)
    if_match = False
    parameters = PAGES
    part_read = "messages"
    kinds: tuple[str, ...] = WITH_REPORTER

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, self.part_read)
        note_view(case, self.actor, "messages")
        found = case.messages.filter(kind__in=self.kinds).order_by("written_at", "id")
        return Response(page(found, request.query_params, _shown))


class Questions(Messages):
    """Questions to whoever reported, with the day to answer by; asking is a step."""

    kind = Kind.REPORT
    step = "ask_reporter"
    kinds = ("question",)


class WordsWithBody(Messages):
    """Words between us and the asked body; its steps write them."""

    kind = Kind.CONSULTATION
    http_method_names = ["get", "head", "options"]
    part_read = "answer"
    kinds = WITH_BODY


def _shown(message: Any) -> Any:
    return MessageFields(message).data
