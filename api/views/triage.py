"""Triage in one request: take up, decide, hand over and note, all together or not at all."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.response import Response

from api.answers import known_fields, may_try, object_of, take_from
from api.conditions import etag, version_seen
from api.idempotency import key_of, once
from api.problems import Problem, pointer
from api.serializers.entries import Taken, taken
from api.serializers.pages import paged
from api.shapes import schema
from workflow.models import Case, Entry
from workflow.procedure import steps
from workflow.refusals import Incomplete
from workflow.states import Intake, Kind

from .cases import CaseView

# At most one decision; the others go with it. They are taken in this order.
BESIDE = ("note", "hand_over", "message")
DECISIONS = ("link", "ask_reporter", "answer", "redirect", "reject")


class Triage(CaseView):
    """Take a report up and decide: the obstacle it belongs to (with borders and theme), a
    question, an answer or another way; with a note, a message and a colleague where needed."""

    kind = Kind.REPORT
    if_match = True
    needs_key = True
    tells_version = True
    answer = paged(Taken, pages=False)

    def asked(self) -> tuple[str, Any]:
        known = steps(self.kind)
        parts = {name: schema(known[name].form) for name in (*BESIDE, *DECISIONS)}
        return "TriageBody", {
            "type": "object",
            "description": f"At most one of: {', '.join(DECISIONS)}.",
            "properties": parts,
            "additionalProperties": False,
        }

    def post(self, request: Any, key: str) -> Response:
        body = object_of(request, (*BESIDE, *DECISIONS))
        for name, told in body.items():
            _check(name, told)
        return once(request, key_of(request), lambda: self.triage(key, body))

    def triage(self, key: str, body: Mapping[str, Any]) -> Response:
        case = self.case(key)
        wanted = [name for name in (*BESIDE, *DECISIONS) if name in body]
        for name in ("take_up", *wanted):
            may_try(case, name, self.actor)
        seen: int | None = version_seen(self.request)
        if len(set(wanted) & set(DECISIONS)) > 1:
            raise Incomplete({"__all__": [_("Decide one thing only.")]})
        taken_now: list[Entry] = []
        for name in [*(["take_up"] if case.state == Intake.RECEIVED else []), *wanted]:
            taken_now.append(self.one(case, name, body.get(name, {}), seen))
            seen = None
        if not taken_now:
            raise Incomplete({"__all__": [_("Say what you decide.")]})
        told = {"results": [taken(entry, case) for entry in taken_now]}
        return Response(told, headers={"ETag": etag(taken_now[-1])})

    def one(self, case: Case, name: str, told: Mapping[str, Any], seen: int | None) -> Entry:
        """One step of several; what is missing is named with the step it is missing from."""
        try:
            return take_from(case, name, told, by=self.actor, seen=seen)
        except Incomplete as incomplete:
            errors = [
                {"pointer": pointer(name, field), "detail": str(words)}
                for field, several in incomplete.errors.items()
                for words in several
            ]
            raise Problem("incomplete", errors=errors) from None


def _check(name: str, told: Any) -> None:
    """Each part is an object of the fields of its step."""
    if not isinstance(told, dict):
        raise Problem("unreadable", _("Send a JSON object."))
    strange = sorted(set(told) - known_fields(steps(Kind.REPORT)[name]))
    if strange:
        words = _("This field cannot be set here.")
        errors = [{"pointer": pointer(name, one[:100]), "detail": words} for one in strange[:20]]
        raise Problem("unknown_field", errors=errors)
