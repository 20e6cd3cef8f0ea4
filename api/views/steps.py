"""Steps: which ones there are for whoever asks, and taking one."""

from typing import Any, ClassVar

from django.utils import timezone
from rest_framework.response import Response

from api import cases
from api.answers import known_fields, may_try, object_of, step_name, take_from
from api.conditions import etag, version_seen
from api.idempotency import key_of, once
from api.serializers.codes import TransitionsFields
from api.serializers.entries import Taken, taken
from api.shapes import files_field, schema
from api.uploads import files_of
from workflow import policy
from workflow.grammar import Step
from workflow.models import Case
from workflow.moments import Moment
from workflow.permits import why_not_now
from workflow.procedure import steps
from workflow.refusals import NotNow
from workflow.roles import Role
from workflow.states import Kind

from .cases import CaseView

# Reporters have addresses of their own, below public/.
NOBODYS = frozenset({Role.CLOCK, Role.RULE, Role.IMPORT, Role.REPORTER})


def steps_in_the_api(kind: Kind) -> dict[str, Step]:
    """Steps a client can take: neither an opening, nor one that falls to nobody."""
    return {
        name: step for name, step in steps(kind).items() if not step.opens and step.by - NOBODYS
    }


class Transitions(CaseView):
    """Steps of this person's roles: those possible now with their form, the others with why not."""

    answer = TransitionsFields

    def get(self, request: Any, key: str) -> Response:
        case = self.case(key)
        case.moment = Moment(self.actor, timezone.now())
        told: dict[str, list[dict[str, Any]]] = {"allowed": [], "blocked": []}
        for step in steps_in_the_api(self.kind).values():
            if policy.may_take(step, case, self.actor):
                why = why_not_now(case, step)
                told["allowed" if why is None else "blocked"].append(_line(case, step, why))
        return Response(
            {"state": case.state, "version": case.version, **told}, headers={"ETag": etag(case)}
        )


def _line(case: Case, step: Step, why: str | None) -> dict[str, Any]:
    line = {"name": step.name, "label": str(step.label), "doc": step.doc}
    if why is None:
        form = step.form(case=case) if step.form else None  # type: ignore[call-arg]
        return line | {
            "href": _address(case, step),
            "form": schema(form),
            "files": _files(form),
        }
    refusal = NotNow(str(step.label), state=case.state_label, version=case.version, reason=why)
    return line | {"reason": refusal.message}


def _files(form: Any) -> dict[str, Any] | None:
    """How many files a step takes, sent as multipart; None where it takes none."""
    field = files_field(form)
    return {"most": field.most, "required": field.required} if field else None


def _address(case: Case, step: Step) -> str:
    machine = "" if step.field == "state" else f"/{step.field}"
    return f"{cases.address(case)}{machine}/transitions/{step.name}"


class TakeStep(CaseView):
    """Take one step; every other address that is a step in other words comes here as well."""

    step: ClassVar[str] = ""
    if_match = True
    needs_key = True
    tells_version = True
    answer = Taken

    def gives(self, method: str) -> tuple[int, Any]:
        return 200, Taken if method == "POST" else self.answer

    def asked(self) -> tuple[str, Any]:
        return step_name(self.kind, self.step), steps(self.kind)[self.step].form

    def post(self, request: Any, key: str) -> Response:
        body = self.body()
        return once(request, key_of(request), lambda: self.take(key, body))

    def body(self) -> dict[str, Any]:
        return object_of(self.request, self.known())

    @property
    def takes_files(self) -> bool:  # type: ignore[override]
        step = steps(self.kind).get(self.step)
        return step is not None and files_field(step.form) is not None

    def known(self) -> set[str]:
        return known_fields(steps(self.kind)[self.step])

    def take(self, key: str, body: dict[str, Any]) -> Response:
        case = self.case(key)
        may_try(case, self.step, self.actor)
        seen = version_seen(self.request) if self.if_match else None
        files = files_of(self.request)
        entry = take_from(case, self.step, body, by=self.actor, seen=seen, files=files)
        return Response(taken(entry, case), headers={"ETag": etag(entry)})
