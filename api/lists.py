"""Rows of lists as plain values: nothing is built that is only shown, and nothing fetched unseen.

The shape of a row is that of its serializer, field by field; a test holds the two together.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localtime

from obstacles.languages import CODES, first_available
from obstacles.models import Authority, Border, Obstacle, Theme, User
from workflow import policy
from workflow.actors import Actor
from workflow.models import Case, CaseQuerySet
from workflow.states import Kind, label

from .serializers.consultations import ConsultationRow
from .serializers.masked import CaseFields
from .serializers.obstacles import ObstacleRow
from .serializers.reports import ReportRow

ROW: dict[Kind, type[CaseFields]] = {
    Kind.REPORT: ReportRow,
    Kind.OBSTACLE: ObstacleRow,
    Kind.CONSULTATION: ConsultationRow,
}
Row = Mapping[str, Any]
DEEP = 200


def _names(path: str = "") -> JSONObject:
    """The code of a row of reference data and its names, of which a reader is shown one."""
    return JSONObject(code=f"{path}slug", **{code: f"{path}name_{code}" for code in CODES})


def _named(model: Any, key: str) -> Subquery:
    """A row of reference data; beside the case it is planned sooner than as a join."""
    return Subquery(model.objects.filter(pk=OuterRef(key)).values(told=_names()))


def _obstacle_of(case: str) -> Subquery:
    found = Case.objects.filter(pk=OuterRef(case))
    return Subquery(found.values("obstacle__reference"))


def _borders(obstacle: str) -> ArraySubquery:
    links: Any = Obstacle.borders.through
    at = links.objects.filter(obstacle=OuterRef(obstacle)).order_by("border__rank")
    return ArraySubquery(at.values(told=_names("border__")))


EVERY: dict[str, Any] = {
    "state": F("state"),
    "version": F("version"),
    "opened_at": F("opened_at"),
    "changed_at": F("changed_at"),
    "closed_at": F("closed_at"),
    "seats_here": F("seats_here"),
    "seats_above": F("seats_above"),
    "handler": Subquery(User.objects.filter(pk=OuterRef("handler")).values("username")),
}
OF_KIND: dict[Kind, dict[str, Any]] = {
    Kind.REPORT: {
        **{
            name: F(f"report__{name}")
            for name in ("received_on", "language", "reporter_kind", "channel", "is_anonymous")
        },
        "border": _named(Border, "report__border"),
        "theme": _named(Theme, "report__theme"),
        "obstacle": _obstacle_of("parent"),
    },
    Kind.OBSTACLE: {
        **{code: F(f"obstacle__title_{code}") for code in CODES},
        "borders": _borders("obstacle"),
        "theme": _named(Theme, "obstacle__theme"),
        "publication": F("publication"),
        "level": F("level"),
    },
    Kind.CONSULTATION: {
        **{name: F(f"consultation__{name}") for name in ("subject", "answer_by", "language")},
        "body": _named(Authority, "consultation__authority"),
        "obstacle": _obstacle_of("parent"),
    },
}


def _coded(told: Mapping[str, str] | None) -> dict[str, str] | None:
    return {"code": told["code"], "name": first_available(told)[1]} if told else None


# What a reader is shown of a value, where it is not the value itself.
SHOWN: dict[str, Callable[[Row], Any]] = {
    "id": lambda row: str(row["id"]),
    "is_open": lambda row: row["closed_at"] is None,
    "opened_at": lambda row: localtime(row["opened_at"]),
    "changed_at": lambda row: localtime(row["changed_at"]),
    "closed_at": lambda row: row["closed_at"] and localtime(row["closed_at"]),
    "title": lambda row: first_available(row)[1],
    "title_language": lambda row: first_available(row)[0],
    "border": lambda row: _coded(row["border"]),
    "theme": lambda row: _coded(row["theme"]),
    "body": lambda row: _coded(row["body"]),
    "borders": lambda row: [_coded(one) for one in row["borders"]],
}


class Listed:
    """Shows cases of one kind to one reader; what they may see is asked once per set of roles."""

    def __init__(self, kind: Kind, actor: Actor) -> None:
        self.kind, self.actor = kind, actor
        self.columns = {
            "id": F(f"{kind}_id"),
            "reference": F(f"{kind}__reference"),
            **EVERY,
            **OF_KIND[kind],
        }
        self.states: dict[str, str] = {}
        self.readers: dict[frozenset[str], tuple[list[str], list[str]]] = {}

    def __call__(self, part: CaseQuerySet) -> Iterator[dict[str, Any]]:
        """The rows of a part of a list; far down only keys are read of what is passed over."""
        if part.query.low_mark > DEEP:
            keys = list(part.values_list("pk", flat=True))
            page = Case.objects.filter(pk__in=keys).with_roles_of(self.actor)
            part = page.order_by(*part.query.order_by)
        for values in part.values_list(*self.columns.values()):
            yield self._shown(dict(zip(self.columns, values, strict=True)))

    def _shown(self, row: dict[str, Any]) -> dict[str, Any]:
        roles, names = self._reader(frozenset(row["seats_here"] + row["seats_above"]))
        row |= {"kind": self.kind.value, "state_label": self._state(row["state"])}
        row["my_roles"] = roles
        return {name: SHOWN[name](row) if name in SHOWN else row[name] for name in names}

    def _reader(self, seats: frozenset[str]) -> tuple[list[str], list[str]]:
        """The roles of the reader at cases with these seats, and the names of what they may see."""
        if seats not in self.readers:
            roles = policy.roles_with(seats, self.kind, self.actor)
            seen = policy.readable(roles) | {""}
            row = ROW[self.kind]
            names = [name for name in map(str, row().fields) if row.part_of.get(name, "") in seen]
            self.readers[seats] = [str(role) for role in sorted(roles)], names
        return self.readers[seats]

    def _state(self, state: str) -> str:
        if state not in self.states:
            self.states[state] = label(self.kind, state)
        return self.states[state]
