"""Files between a reporter and us: sent with the session of the report, and fetched with it."""

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api.answers import object_of
from api.contents import handed_out
from api.enclosed import names_of
from api.idempotency import once_if_asked
from api.paging import page
from api.problems import Problem
from api.serializers.attachments import Attached, AttachmentFields, attachment
from api.serializers.pages import paged
from api.uploads import files_of
from workflow import attached
from workflow.models import Case
from workflow.refusals import Incomplete

from .attachments import BINARY, AnyKind, kept
from .house import PAGES
from .reporters import OwnStep, ReportView


def below(case: Case) -> str:
    return f"/api/v1/public/reports/{case.reference}"


class OwnAttachments(OwnStep):
    """Files of one's own report. Sending some adds to the report; words are sent as a message."""

    step = "add"
    needs_key = False
    takes_files = True
    parameters = PAGES
    answer = paged(AttachmentFields)
    limit = 60

    def gives(self, method: str) -> tuple[int, Any]:
        return (201, Attached) if method == "POST" else (200, self.answer)

    def asked(self) -> tuple[str, Any]:
        return "NoBody", {"type": "object", "additionalProperties": False}

    def get(self, request: Any, key: str) -> Response:
        case = self.case(key)
        found = attached.files_of(case, self.actor)
        place = below(case)
        shown = page(found, request.query_params, lambda one: attachment(one, case, below=place))
        return Response(shown)

    def post(self, request: Any, key: str) -> Response:
        body = object_of(request, ())
        return once_if_asked(request, lambda: self.take(key, body))

    def take(self, key: str, body: dict[str, Any]) -> Response:
        case = self.case(key)
        files = files_of(self.request)
        if not files:
            raise Incomplete({"files": [_("Send at least one file.")]})
        entry = self.entry_of(case, self.step, {"addition": names_of(files)})
        return kept(entry, case, below(case))


class OwnContent(ReportView):
    """A file of one's own report, to be saved."""

    content_negotiation_class = AnyKind
    content = "*/*"
    also_says = (416,)
    answer = BINARY

    def get(self, request: Any, key: str, file: UUID) -> HttpResponseBase:
        found = attached.files_of(self.case(key), self.actor).filter(pk=file).first()
        if found is None:
            raise Problem("unknown")
        return handed_out(found.document, request)
