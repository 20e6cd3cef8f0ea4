"""Lists of cases, and one case."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from rest_framework.response import Response

from api import cases, expansion, filters
from api.answers import known_fields, object_of, open_from, step_name
from api.conditions import etag, has_already
from api.counts import counter
from api.enclosed import enclose
from api.idempotency import key_of, once
from api.lists import ROW, Listed
from api.looks import note_view
from api.paging import page_of
from api.problems import Problem
from api.serializers.consultations import ConsultationDetail
from api.serializers.masked import readable
from api.serializers.obstacles import ObstacleDetail
from api.serializers.pages import Opened, paged
from api.serializers.reports import ReportDetail
from api.uploads import files_of
from workflow.models import Case, CaseQuerySet
from workflow.procedure import opening
from workflow.states import Kind

from .house import PAGES, OfficialView

DETAIL = {
    Kind.REPORT: ReportDetail,
    Kind.OBSTACLE: ObstacleDetail,
    Kind.CONSULTATION: ConsultationDetail,
}


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

    several = filters.SEVERAL | {"expand"}

    def gives(self, method: str) -> tuple[int, Any]:
        return 200, paged(ROW[self.kind])

    @property
    def parameters(self) -> dict[str, str]:  # type: ignore[override]
        return {**PAGES, **filters.parameters(self.kind), **expansion.parameters(self.kind)}

    @property
    def shapes(self) -> dict[str, Any]:  # type: ignore[override]
        return expansion.shapes(self.kind)

    def get(self, request: Any) -> Response:
        given = request.query_params
        seen = Case.objects.visible_to(self.actor, of=self.kind)
        found = filters.narrowed(seen, self.kind, self.actor, given)
        names = expansion.asked(self.kind, given)
        rows = Listed(self.kind, self.actor)

        def listed(part: CaseQuerySet) -> Iterable[Any]:
            return expansion.expanded(rows(part), names, self.actor) if names else rows(part)

        count = counter(found, self.kind, self.actor, given)
        return Response(page_of(found, given, listed, count=count))


class OpenableList(CaseList):
    """A list to which the desk can add a case."""

    needs_key = True
    tells_version = tells_location = True
    takes_files = True

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
        enclose(case, files_of(self.request), by=self.actor)
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
    several = frozenset({"expand"})

    def gives(self, method: str) -> tuple[int, Any]:
        return 200, DETAIL[self.kind]

    @property
    def parameters(self) -> dict[str, str]:  # type: ignore[override]
        return expansion.parameters(self.kind)

    @property
    def shapes(self) -> dict[str, Any]:  # type: ignore[override]
        return expansion.shapes(self.kind)

    def get(self, request: Any, key: str) -> Response:
        names = expansion.asked(self.kind, request.query_params)
        case = self.case(key)
        tag = etag(case)
        note_view(case, self.actor, "page")
        # The version is the case's: it does not tell whether what comes along has changed.
        if not names and has_already(request, tag):
            return Response(status=304, headers={"ETag": tag})
        told: Any = DETAIL[self.kind](case, context={"actor": self.actor}).data
        if names:
            [told] = expansion.expanded([dict(told)], names, self.actor)
        return Response(told, headers={"ETag": tag})
