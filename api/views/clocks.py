"""One clock of a case: giving it longer is the step of its kind of case."""

from typing import Any
from uuid import UUID

from rest_framework.response import Response

from api import cases
from api.answers import may_try, object_of, take_from
from api.conditions import etag, version_seen
from api.idempotency import key_of, once
from api.problems import Problem
from api.serializers.entries import Taken, taken
from api.serializers.masked import readable
from workflow.models import Case, Deadline
from workflow.refusals import NotNow
from workflow.states import Kind

from .house import OfficialView

# Which step gives more time, by the kind of case; a report's clocks are never given longer.
LONGER = {Kind.OBSTACLE: "extend_deadline", Kind.CONSULTATION: "extend"}
TEXT = {"type": "string", "minLength": 1}


class Extend(OfficialView):
    """Give one clock longer, with a reason; for a question to a body also the new day."""

    if_match = True
    needs_key = True
    tells_version = True
    answer = Taken

    def asked(self) -> tuple[str, Any]:
        until = {"type": "string", "format": "date"}
        return "Longer", {
            "type": "object",
            "properties": {"reason": TEXT, "until": until},
            "required": ["reason"],
            "additionalProperties": False,
        }

    def post(self, request: Any, key: UUID) -> Response:
        body = object_of(request, {"reason", "until"})
        return once(request, key_of(request), lambda: self.take(key, body))

    def take(self, key: UUID, body: dict[str, Any]) -> Response:
        case, clock = self.found(key)
        step = LONGER.get(Kind(case.kind), "")
        if not step:
            raise Problem("not_now")
        may_try(case, step, self.actor)
        seen = version_seen(self.request)
        if clock.ended_on is not None:
            label = str(case.steps[step].label)
            raise NotNow(label, state=case.state_label, version=case.version)
        told = body if step == "extend" else {**body, "rule": clock.rule}
        entry = take_from(case, step, told, by=self.actor, seen=seen)
        return Response(taken(entry, case), headers={"ETag": etag(entry)})

    def found(self, key: UUID) -> tuple[Case, Deadline]:
        clock = Deadline.objects.filter(pk=key).first()
        if clock is None:
            raise Problem("unknown")
        seen = Case.objects.visible_to(self.actor).filter(pk=clock.case_id).first()
        if seen is None or "deadlines" not in readable(seen, self.actor):
            raise Problem("unknown")
        return cases.visible(self.actor, Kind(seen.kind)).get(pk=seen.pk), clock
