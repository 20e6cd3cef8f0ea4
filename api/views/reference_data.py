"""What the lists of codes hold: borders, themes, languages, and the choices of the forms."""

from collections.abc import Iterator
from typing import Any

from rest_framework.response import Response

from api.conditions import has_already, tag_of
from api.serializers.codes import ReferenceFields
from obstacles.languages import OWN_NAMES, columns
from obstacles.models import (
    Area,
    Border,
    Channel,
    ContactWay,
    Destination,
    Reason,
    ReporterKind,
    Theme,
)

from .house import PublicView

CHOICES = {
    "reporter_kinds": ReporterKind,
    "contact_ways": ContactWay,
    "channels": Channel,
}


class ReferenceData(PublicView):
    """All codes a client sends, with their names in four languages."""

    has_etag = True
    answer = ReferenceFields
    cache = "public, max-age=300"

    def get(self, request: Any) -> Response:
        told = {
            "languages": [{"code": code, "name": name} for code, name in OWN_NAMES.items()],
            "borders": list(_borders()),
            "themes": list(_themes()),
            "areas": [_named(one, one.code) for one in Area.objects.exclude(kind="nuts3")],
            "reasons": list(_reasons()),
            "destinations": [
                _named(one, one.slug) | {"kind": one.kind, "website": one.website}
                for one in Destination.objects.filter(retired=False).order_by("slug")
            ],
            **{name: _choices(kind) for name, kind in CHOICES.items()},
        }
        tag = tag_of(told)
        if has_already(request, tag):
            return Response(status=304, headers={"ETag": tag})
        return Response(told, headers={"ETag": tag})


def _named(row: Any, code: str) -> dict[str, Any]:
    return {"code": code, "names": columns(row, "name")}


def _borders() -> Iterator[dict[str, Any]]:
    for one in Border.objects.select_related("parent").order_by("rank"):
        yield _named(one, one.slug) | {
            "kind": one.kind,
            "parent": one.parent.slug if one.parent else None,
        }


def _themes() -> Iterator[dict[str, Any]]:
    for one in Theme.objects.select_related("parent").order_by("rank"):
        yield _named(one, one.slug) | {"parent": one.parent.slug if one.parent else None}


def _reasons() -> Iterator[dict[str, Any]]:
    for one in Reason.objects.filter(retired=False).order_by("step", "rank"):
        yield {"step": one.step, "code": one.code, "names": columns(one, "label")}


def _choices(kind: Any) -> list[dict[str, str]]:
    return [{"code": value, "name": str(label)} for value, label in kind.choices]
