"""What hangs on an obstacle: who works on it, whom we asked."""

from typing import Any

from rest_framework.response import Response

from api.lists import Listed
from api.paging import page_of
from api.serializers.consultations import ConsultationRow
from api.serializers.pages import paged
from api.serializers.parts import SeatFields, rows
from workflow.models import Case
from workflow.roles import CARRIED_DOWN
from workflow.states import Kind

from .house import PAGES
from .steps import TakeStep


class Assignments(TakeStep):
    """Who leads and who else works on an obstacle; assigning is a step."""

    kind = Kind.OBSTACLE
    step = "assign"
    answer = paged(SeatFields, pages=False)

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "people")
        found = case.seats.filter(role__in=CARRIED_DOWN).select_related("user", "authority")
        return Response(rows(SeatFields, found.order_by("-role", "sort_at", "id")))


class Consultations(TakeStep):
    """Questions to bodies about one obstacle; asking is a step."""

    kind = Kind.OBSTACLE
    step = "consult"
    answer = paged(ConsultationRow)
    if_match = False
    parameters = PAGES

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "consultations")
        found = Case.objects.visible_to(self.actor, of=Kind.CONSULTATION).filter(parent=case)
        listed = Listed(Kind.CONSULTATION, self.actor)
        ordered = found.order_by("opened_at", "id")
        return Response(page_of(ordered, request.query_params, listed, count=found.count))
