"""What hangs on a case: its log, its clocks, its packet, its contact."""

from typing import Any, ClassVar

from rest_framework.response import Response

from api.looks import note_view
from api.paging import MOST, read_cursor, write_cursor
from api.problems import Problem
from api.serializers.consultations import PacketFields, packet
from api.serializers.entries import HistoryPage, lines
from api.serializers.masked import readable
from api.serializers.obstacles import OutcomeFields, outcome
from api.serializers.pages import paged
from api.serializers.parts import DeadlineFields, rows
from api.serializers.reports import ContactFields
from workflow.states import Kind

from .cases import CaseView

HISTORY_PAGE = 100


class ContactOf(CaseView):
    """How a reporter may be reached; each look is written down."""

    kind = Kind.REPORT
    answer = ContactFields

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "contact")
        contact = getattr(case.report, "contact", None)
        if contact is None:
            raise Problem("unknown")
        note_view(case, self.actor, "contact")
        return Response(ContactFields(contact).data)


class OutcomeOf(CaseView):
    """How an obstacle was closed; nothing where it is open."""

    kind = Kind.OBSTACLE
    answer = OutcomeFields

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "outcome")
        standing = case.obstacle.outcomes.filter(lifted_on=None).select_related("reason")
        found = standing.order_by("-decided_on", "-id").first()
        if found is None:
            raise Problem("unknown")
        return Response(outcome(found))


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
                "results": lines(case, shown, seen=seen),
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
