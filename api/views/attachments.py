"""Files: of a case, one by one, and their content."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.response import Response

from api.answers import may_try, object_of, take_from
from api.conditions import etag
from api.contents import handed_out
from api.idempotency import once_if_asked
from api.looks import note_view
from api.paging import page
from api.problems import Problem
from api.serializers.attachments import Attached, AttachmentFields, attachment
from api.serializers.entries import taken
from api.serializers.masked import readable
from api.serializers.pages import paged
from api.uploads import files_of
from workflow import attached
from workflow.actors import Actor
from workflow.models import Attachment, Case, Entry

from .house import PAGES, OfficialView
from .steps import TakeStep

BINARY: Any = {"type": "string", "format": "binary"}


def new_files(entry: Entry, case: Case, below: str = "/api/v1") -> list[dict[str, Any]]:
    """The files that one line of the log tells of."""
    keys = [one["key"] for one in entry.facts.get("files", [])]
    rows = Attachment.objects.filter(case=case, document__in=keys).select_related("document")
    return [attachment(row, case, below=below) for row in rows.order_by("added_at", "id")]


def kept(entry: Entry, case: Case, below: str = "/api/v1") -> Response:
    """The answer to files that were taken: what the step did, and the files."""
    told = {**taken(entry, case), "attachments": new_files(entry, case, below)}
    return Response(told, 201, headers={"ETag": etag(entry)})


class Attachments(TakeStep):
    """Files of a case; sending some is the step attach."""

    step = "attach"
    answer = paged(AttachmentFields)
    if_match = False
    needs_key = False
    parameters = PAGES
    limit = 120

    def gives(self, method: str) -> tuple[int, Any]:
        return (201, Attached) if method == "POST" else (200, self.answer)

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "attachments")
        note_view(case, self.actor, "attachments")
        found = attached.files_of(case, self.actor)
        return Response(page(found, request.query_params, lambda one: attachment(one, case)))

    def post(self, request: Any, key: str) -> Response:
        body = object_of(request, ())
        return once_if_asked(request, lambda: self.take(key, body))

    def take(self, key: str, body: dict[str, Any]) -> Response:
        case = self.case(key)
        may_try(case, self.step, self.actor)
        files = files_of(self.request)
        return kept(take_from(case, self.step, body, by=self.actor, files=files), case)


class OneAttachment(OfficialView):
    """What is known of one file."""

    answer = AttachmentFields

    def get(self, request: Any, key: UUID) -> Response:
        case, row = _found(key, self.actor)
        return Response(attachment(row, case), headers={"ETag": etag(case)})


class AnyKind(BaseContentNegotiation):
    """A file is what it is, whatever the client would rather have."""

    def select_parser(self, request: Any, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers))

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class Content(OfficialView):
    """A file as it is kept: to be saved, whole or in part, with its digest (RFC 9530)."""

    content_negotiation_class = AnyKind
    content = "*/*"
    also_says = (416,)
    answer = BINARY

    def get(self, request: Any, key: UUID) -> HttpResponseBase:
        case, row = _found(key, self.actor)
        note_view(case, self.actor, "document")
        return handed_out(row.document, request)


def _found(key: UUID, actor: Actor) -> tuple[Case, Attachment]:
    found = attached.readable_file(key, actor)
    if found is None or "attachments" not in readable(found[0], actor):
        raise Problem("unknown")
    return found
