"""For whoever reported, with or without a name: hand in, come back, speak, take back."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import cases
from api.answers import known_fields, object_of, open_from, step_name, take_from
from api.conditions import etag
from api.enclosed import enclose
from api.idempotency import key_of, once
from api.paging import page
from api.problems import Problem
from api.serializers.entries import Taken, taken
from api.serializers.pages import HandedIn, paged
from api.serializers.parts import MessageFields
from api.serializers.public import PublicReport, next_date, public_report
from api.shapes import files_field, schema, texts
from api.uploads import files_of
from workflow.actors import Bearer, Visitor
from workflow.models import Case, Entry
from workflow.models.conversation import WITH_REPORTER
from workflow.permits import why_not_now
from workflow.procedure import opening, steps
from workflow.refusals import Incomplete
from workflow.states import Kind

from .house import PAGES, PublicView, ReporterView

# Only the desk says how and when a report came in.
DESK_ONLY = frozenset({"channel", "received_on"})
MOST_TEXT = 200


class Reports(PublicView):
    """Hand in a report; the access code in the answer is shown this once."""

    limit = 30
    needs_key = True
    tells_location = True
    takes_files = True

    def gives(self, method: str) -> tuple[int, Any]:
        return 201, HandedIn

    def asked(self) -> tuple[str, Any]:
        told = schema(opening(Kind.REPORT).form)
        fields = {name: one for name, one in told["properties"].items() if name not in DESK_ONLY}
        return "PublicReportBody", told | {"properties": fields}

    def post(self, request: Any) -> Response:
        body = object_of(request, known_fields(opening(Kind.REPORT)) - DESK_ONLY)
        return once(request, key_of(request), lambda: self.open(body))

    def open(self, body: dict[str, Any]) -> Response:
        opened = open_from(Kind.REPORT, body, by=Visitor(), set_by_us={"channel": "api"})
        seat = opened.case.seats.get(bearer=True)
        enclose(opened.case, files_of(self.request), by=Bearer(seat))
        reference = opened.case.reference
        told = {
            "reference": reference,
            "access_code": opened.access_code,
            "what_happens_next": _(
                "We read your report and tell you how we go on. "
                "Keep the access code: it is shown once and opens your report."
            ),
            "next": next_date(opened.case, timezone.localdate()),
        }
        headers = {"Location": f"/api/v1/public/reports/{reference}"}
        return Response(told, 201, headers=headers)


class ReportView(ReporterView):
    """One's own report and no other, whatever the address says."""

    def case(self, key: str) -> Case:
        seen = cases.visible(self.actor, Kind.REPORT).filter(cases.named(Kind.REPORT, key))
        found = seen.prefetch_related("deadlines").first()
        if found is None:
            raise Problem("unknown")
        return found


class OwnReport(ReportView):
    """How one's report stands: a sentence, who has it, the next day, what happened."""

    answer = PublicReport

    def get(self, request: Any, key: str) -> Response:
        case = self.case(key)
        return Response(public_report(case, timezone.localdate()), headers={"ETag": etag(case)})


class OwnStep(ReportView):
    """A step that is a reporter's."""

    step = ""
    needs_key = True
    tells_version = True
    answer = Taken

    def gives(self, method: str) -> tuple[int, Any]:
        return 200, Taken if method == "POST" else self.answer

    def asked(self) -> tuple[str, Any]:
        return step_name(Kind.REPORT, self.step), steps(Kind.REPORT)[self.step].form

    def post(self, request: Any, key: str) -> Response:
        body = object_of(request, known_fields(steps(Kind.REPORT)[self.step]))
        return once(request, key_of(request), lambda: self.take(key, body))

    def take(self, key: str, body: dict[str, Any]) -> Response:
        return self.answer_of(self.case(key), self.step, body)

    @property
    def takes_files(self) -> bool:  # type: ignore[override]
        return files_field(steps(Kind.REPORT)[self.step].form) is not None if self.step else False

    def answer_of(self, case: Case, step: str, body: dict[str, Any]) -> Response:
        entry = self.entry_of(case, step, body)
        return Response(taken(entry, case), headers={"ETag": etag(entry)})

    def entry_of(self, case: Case, step: str, body: dict[str, Any]) -> Entry:
        return take_from(case, step, body, by=self.actor, files=files_of(self.request))


class OwnMessages(OwnStep):
    """Words between the reporter and us: an answer where we asked, an addition otherwise."""

    parameters = PAGES
    answer = paged(MessageFields)
    takes_files = True

    def asked(self) -> tuple[str, Any]:
        return "MessageBody", texts("text")

    def get(self, request: Any, key: str) -> Response:
        found = self.case(key).messages.filter(kind__in=WITH_REPORTER)
        shown = found.order_by("written_at", "id")
        return Response(page(shown, request.query_params, lambda one: MessageFields(one).data))

    def post(self, request: Any, key: str) -> Response:
        body = object_of(request, {"text"})
        return once(request, key_of(request), lambda: self.take(key, body))

    def take(self, key: str, body: dict[str, Any]) -> Response:
        case = self.case(key)
        asked = why_not_now(case, case.steps["reply"]) is None
        awaited = asked and (case.state != "LINKED" or case.answer_is_awaited)  # type: ignore[attr-defined]
        step, field = ("reply", "answer") if awaited else ("add", "addition")
        try:
            return self.answer_of(case, step, {field: body["text"]} if "text" in body else {})
        except Incomplete as incomplete:
            errors = dict(incomplete.errors)
            told = {"text": errors.pop(field)} if field in errors else {}
            raise Incomplete(told | errors) from None
