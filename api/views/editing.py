"""PATCH of an obstacle: the steps that edit its text and its facts, with only what changes."""

from typing import Any

from rest_framework.response import Response

from api.answers import known_fields, may_try, object_of, take_from
from api.conditions import etag, version_seen
from api.idempotency import once_if_asked
from api.serializers.entries import Taken, taken
from api.shapes import fields_of, schema
from workflow.models import Case
from workflow.procedure import steps
from workflow.refusals import Incomplete
from workflow.states import Kind

from .cases import CaseDetail

STEPS = ("edit", "edit_facts")


class ObstacleDetail(CaseDetail):
    """One obstacle; PATCH changes its text and facts, and leaves out what stays as it is."""

    kind = Kind.OBSTACLE
    if_match = True
    tells_version = True

    def gives(self, method: str) -> tuple[int, Any]:
        return (200, Taken) if method == "PATCH" else super().gives(method)

    def asked(self) -> tuple[str, Any]:
        told: dict[str, Any] = {}
        for name in STEPS:
            told |= schema(steps(self.kind)[name].form)["properties"]
        return "ObstacleChanges", {
            "type": "object",
            "properties": told,
            "minProperties": 1,
            "additionalProperties": False,
        }

    def patch(self, request: Any, key: str) -> Response:
        known = {name: known_fields(steps(self.kind)[name]) for name in STEPS}
        body = object_of(request, set().union(*known.values()))
        wanted = [name for name in STEPS if known[name] & set(body)]
        return once_if_asked(request, lambda: self.change(key, wanted, body))

    def change(self, key: str, wanted: list[str], body: dict[str, Any]) -> Response:
        case = self.case(key)
        for name in wanted or STEPS[:1]:
            may_try(case, name, self.actor)
        seen: int | None = version_seen(self.request)
        if not wanted:
            raise Incomplete({"__all__": [str(Incomplete({}))]})
        for name in wanted:
            whole = standing(case, name) | {
                field: value for field, value in body.items() if field in known_names(name)
            }
            entry = take_from(case, name, whole, by=self.actor, seen=seen)
            seen = None
        return Response(taken(entry, case), headers={"ETag": etag(entry)})


def known_names(step: str) -> set[str]:
    return known_fields(steps(Kind.OBSTACLE)[step])


def standing(case: Case, step: str) -> dict[str, Any]:
    """The answers of an editing step as they stand now."""
    form = steps(Kind.OBSTACLE)[step].form
    return {name: _told(getattr(case.obstacle, name)) for name in fields_of(form)}


def _told(value: Any) -> Any:
    if hasattr(value, "all"):
        return [row.slug for row in value.all()]
    return getattr(value, "slug", value)
