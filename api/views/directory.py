"""Who one is, which bodies there are, and how work goes here."""

from collections.abc import Iterator
from typing import Any

from rest_framework.response import Response

from api.directory import body_row
from api.paging import page
from api.serializers.codes import Procedures
from api.serializers.pages import Organisation, Person, paged
from obstacles.models import Authority, Membership
from workflow.grammar import Step, Target
from workflow.procedure import steps
from workflow.states import CLOSED, STATES, Kind, Publication

from .house import PAGES, OfficialView


class Me(OfficialView):
    """The person a token or session speaks for, and the parts they play."""

    answer = Person

    def get(self, request: Any) -> Response:
        user = request.user
        held = Membership.objects.filter(user=user).current().select_related("authority")
        return Response(
            {
                "id": str(user.pk),
                "username": user.username,
                "name": str(user),
                "language": user.language,
                "offices": sorted(str(office) for office in self.actor.offices),
                "memberships": [
                    {"role": one.role, "body": one.authority.slug, "name": str(one.authority)}
                    for one in held.order_by("role", "authority__slug")
                ],
            }
        )


class Organisations(OfficialView):
    """The directory of bodies; their mailboxes stay with us."""

    answer = paged(Organisation)
    parameters = {**PAGES, "kind": "A kind of body.", "area": "Code of a country or region."}

    def get(self, request: Any) -> Response:
        found = Authority.objects.filter(retired=False).select_related("area").order_by("slug")
        given = request.query_params
        if "kind" in given:
            found = found.filter(kind=given["kind"])
        if "area" in given:
            found = found.filter(area__code=given["area"])
        return Response(page(found, given, body_row))


class Workflow(OfficialView):
    """The procedures as they are in force: states, steps, and who may take them."""

    answer = Procedures

    def get(self, request: Any) -> Response:
        return Response({str(kind): _procedure(kind) for kind in Kind})


def _procedure(kind: Kind) -> dict[str, Any]:
    return {
        "states": [
            {"state": state, "label": str(label), "open": state not in CLOSED[kind]}
            for state, label in STATES[kind].choices
        ],
        "publication": [
            {"state": state, "label": str(label)}
            for state, label in Publication.choices
            if state and kind == Kind.OBSTACLE
        ],
        "steps": [_step(step) for step in steps(kind).values()],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "label": str(step.label),
        "doc": step.doc,
        "field": step.field,
        "moves": dict(_moves(step)),
        "by": sorted(str(role) for role in step.by),
        "asks": list(step.form.base_fields) if step.form else [],
        "starts": list(step.starts),
        "stops": list(step.stops),
        "raises_version": step.versioned,
        "public": step.public,
    }


def _moves(step: Step) -> Iterator[tuple[str, list[str]]]:
    for source, where in step.moves.items():
        same = where is Target.SAME
        yield source, [source] if same else list(step.targets(source))
