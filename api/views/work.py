"""What one has to do today."""

from typing import Any

from django.utils import timezone
from rest_framework.response import Response

from api.serializers.work import WorkFields, WorkRow
from workflow.actors import Official
from workflow.today import Panel, panels

from .house import OfficialView

MOST = 25


class MyWork(OfficialView):
    """What is due, new, answered, waiting or nobody's, by the nearest lawful day."""

    answer = WorkFields

    def get(self, request: Any) -> Response:
        today = timezone.localdate()
        me = Official(request.user)
        shown = [self.shown(panel) for panel in panels(me, today=today)]
        return Response({"today": today, "panels": [one for one in shown if one["results"]]})

    def shown(self, panel: Panel) -> dict[str, Any]:
        kept = list(panel.cases.with_subject()[: MOST + 1])
        rows = WorkRow(kept[:MOST], many=True, context={"actor": self.actor})
        return {
            "name": panel.name,
            "heading": str(panel.heading),
            "more": len(kept) > MOST,
            "results": rows.data,
        }
