"""Lists of cases, one case, and what hangs on it: history and clocks."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from rest_framework.response import Response

from api import cases, filters
from api.answers import known_fields, object_of, open_from, step_name
from api.conditions import etag, has_already
from api.idempotency import key_of, once
from api.paging import MOST, page, read_cursor, write_cursor
from api.problems import Problem
from api.serializers.consultations import ConsultationDetail, ConsultationRow, PacketFields, packet
from api.serializers.entries import HistoryPage, lines
from api.serializers.masked import readable
from api.serializers.obstacles import ObstacleDetail, ObstacleRow
from api.serializers.pages import Opened, paged
from api.serializers.parts import DeadlineFields, rows
from api.serializers.reports import ReportDetail, ReportRow
from workflow.models import Case
from workflow.procedure import opening
from workflow.states import Kind

from .house import PAGES, OfficialView

ROW = {Kind.REPORT: ReportRow, Kind.OBSTACLE: ObstacleRow, Kind.CONSULTATION: ConsultationRow}
DETAIL = {
    Kind.REPORT: ReportDetail,
    Kind.OBSTACLE: ObstacleDetail,
    Kind.CONSULTATION: ConsultationDetail,
}
# Steps that change what a detail shows without raising its version.
QUIET = ("correct_contact",)
HISTORY_PAGE = 100


class CaseView(OfficialView):
    """A view of one kind of case."""

    kind: ClassVar[Kind] = Kind.REPORT

    def case(self, key: str) -> Case:
        """The case, asked of the list of those this person may see."""
        found = cases.visible(self.actor, self.kind)
        return get_object_or_404(found, cases.named(self.kind, key))

    def part(self, key: str, name: str) -> Case:
        """The case, if this person may read one part of it."""
        found = self.case(key)
        if name not in readable(found, self.actor):
            raise Problem("unknown")
        return found


class CaseList(CaseView):
    """Cases this person may see, newest first."""

    several = filters.SEVERAL

    def gives(self, method: str) -> tuple[int, Any]:
        return 200, paged(ROW[self.kind])

    @property
    def parameters(self) -> dict[str, str]:  # type: ignore[override]
        return {**PAGES, **filters.parameters(self.kind)}

    def get(self, request: Any) -> Response:
        seen = cases.visible(self.actor, self.kind)
        found = filters.narrowed(seen, self.kind, self.actor, request.query_params)
        shown = {"actor": self.actor}
        return Response(
            page(found, request.query_params, lambda one: ROW[self.kind](one, context=shown).data)
        )


class OpenableList(CaseList):
    """A list to which the desk can add a case."""

    needs_key = True

    def gives(self, method: str) -> tuple[int, Any]:
        return (201, Opened) if method == "POST" else super().gives(method)

    def asked(self) -> tuple[str, Any]:
        step = opening(self.kind)
        return step_name(self.kind, step.name), step.form

    def post(self, request: Any) -> Response:
        body = object_of(request, known_fields(opening(self.kind)))
        return once(request, key_of(request), lambda: self.open(body))

    def open(self, body: dict[str, Any]) -> Response:
        opened = open_from(self.kind, body, by=self.actor)
        case = opened.case
        told = {
            "id": str(case.subject.pk),
            "reference": case.reference,
            "kind": case.kind,
            "state": case.state,
            "version": case.version,
        }
        if opened.access_code:
            told["access_code"] = opened.access_code
        headers = {"ETag": etag(case), "Location": cases.address(case)}
        return Response(told, 201, headers=headers)


class CaseDetail(CaseView):
    """One case, as far as this person may read it."""

    has_etag = True

    def gives(self, method: str) -> tuple[int, Any]:
        return 200, DETAIL[self.kind]

    def get(self, request: Any, key: str) -> Response:
        case = self.case(key)
        tag = etag(case)
        quiet = case.log.filter(step__in=QUIET, version=case.version)
        if has_already(request, tag) and not quiet.exists():
            return Response(status=304, headers={"ETag": tag})
        told = DETAIL[self.kind](case, context={"actor": self.actor}).data
        return Response(told, headers={"ETag": tag})


class History(CaseView):
    """The log of a case, oldest first; outside the house its public steps only."""

    answer = HistoryPage
    parameters: ClassVar[dict[str, str]] = {"cursor": "Where the last answer said to go on."}

    def get(self, request: Any, key: str) -> Response:
        case = self.case(key)
        seen = readable(case, self.actor)
        if not seen & {"log", "timeline"}:
            raise Problem("unknown")
        place = f"history:{case.pk}"
        found = case.log.filter(number__gt=read_cursor(request.query_params, place))
        if "log" not in seen:
            public = [step.name for step in case.steps.values() if step.public]
            found = found.filter(step__in=public)
        shown = list(found.order_by("number")[: HISTORY_PAGE + 1])
        more = len(shown) > HISTORY_PAGE
        shown = shown[:HISTORY_PAGE]
        return Response(
            {
                "results": lines(case, shown, inside="log" in seen),
                "next_cursor": write_cursor(place, shown[-1].number) if more else None,
            }
        )


class Deadlines(CaseView):
    """All clocks of a case: rule, start, day, why that day, and when they stood still."""

    answer = paged(DeadlineFields, pages=False)

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "deadlines")
        found = case.deadlines.prefetch_related("pauses").order_by("starts_on", "rule")
        return Response(rows(DeadlineFields, found[:MOST]))


class PacketOf(CaseView):
    """What the asked body sees of an obstacle, and nothing else."""

    kind = Kind.CONSULTATION
    answer = PacketFields

    def get(self, request: Any, key: str) -> Response:
        return Response(packet(self.part(key, "packet")))
