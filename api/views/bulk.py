"""The same kind of step on many reports: each one by itself, with an answer of its own."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import errors
from api.answers import known_fields, may_try, object_of, take_from
from api.idempotency import key_of, once
from api.problems import Problem, pointer
from api.serializers.bulk import BulkResult
from api.serializers.entries import taken
from api.serializers.pages import paged
from workflow.procedure import steps
from workflow.refusals import Incomplete
from workflow.states import Kind

from .cases import CaseView
from .steps import steps_in_the_api

MOST = 200
PARTS = {"report": str, "step": str, "version": int, "answers": dict}
ITEM = {
    "type": "object",
    "properties": {
        "report": {"type": "string"},
        "step": {"type": "string"},
        "version": {"type": "integer", "minimum": 0},
        "answers": {"type": "object", "additionalProperties": True},
    },
    "required": ["report", "step", "version"],
    "additionalProperties": False,
}


class Bulk(CaseView):
    """A step on each of up to 200 reports. Each is its own transaction; one refusal stops none.

    ``version`` of an item is what If-Match is for a single step. Sent again with the same key,
    items that were done are not done twice.
    """

    kind = Kind.REPORT
    needs_key = True
    limit = 30
    answer = paged(BulkResult, pages=False)

    def asked(self) -> tuple[str, Any]:
        items = {"type": "array", "items": ITEM, "minItems": 1, "maxItems": MOST}
        return "BulkBody", {
            "type": "object",
            "properties": {"items": items},
            "required": ["items"],
            "additionalProperties": False,
        }

    def post(self, request: Any) -> Response:
        body = object_of(request, {"items"})
        key = key_of(request)
        items = body.get("items")
        if not isinstance(items, list) or not 0 < len(items) <= MOST:
            words = _("Send a list of 1 to %(most)d items.") % {"most": MOST}
            raise Incomplete({"items": [words]})
        for place, item in enumerate(items):
            _check(item, place)
        return Response({"results": [self.one(key, *pair) for pair in enumerate(items)]})

    def one(self, key: str, place: int, item: Mapping[str, Any]) -> dict[str, Any]:
        """One item: done, or a problem that says why not."""
        own = hashlib.sha256(f"{key}\n{place}".encode()).hexdigest()
        told: dict[str, Any] = {"report": item["report"]}
        try:
            done = once(self.request, own, lambda: self.take(item))
        except Exception as error:  # every item has its answer, whatever befell it
            problem = errors.as_problem(error)
            mark = getattr(self.request, "request_id", "")
            answer = errors.response_of(problem, request_id=mark)
            return {**told, "status": answer.status_code, "problem": answer.data}
        return {**told, "status": done.status_code, "done": done.data}

    def take(self, item: Mapping[str, Any]) -> Response:
        case = self.case(item["report"])
        if item["step"] not in steps_in_the_api(self.kind):
            raise Problem("unknown")
        may_try(case, item["step"], self.actor)
        entry = take_from(
            case, item["step"], item.get("answers", {}), by=self.actor, seen=item["version"]
        )
        return Response(taken(entry, case))


def _check(item: Any, place: int) -> None:
    """An item names what it is about, and nothing that its step does not ask."""
    if not isinstance(item, dict):
        raise Problem("unreadable", _("Send a JSON object."))
    strange = list(_strange(item))
    if strange:
        words = _("This field cannot be set here.")
        told = [{"pointer": pointer("items", place, *one), "detail": words} for one in strange[:20]]
        raise Problem("unknown_field", errors=told)
    for name, kind in PARTS.items():
        value = item.get(name, {} if name == "answers" else None)
        if not isinstance(value, kind) or isinstance(value, bool):
            wrong = [{"pointer": pointer("items", place, name), "detail": _("This is missing.")}]
            raise Problem("incomplete", errors=wrong)


def _strange(item: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    yield from ((name[:100],) for name in item if name not in PARTS)
    step, answers = steps(Kind.REPORT).get(str(item.get("step"))), item.get("answers")
    known = known_fields(step) if step else set()
    if step and isinstance(answers, dict):
        yield from (("answers", name[:100]) for name in answers if name not in known)
