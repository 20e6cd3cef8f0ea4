"""What a list offers besides its rows: kinds, ready views, orders, and choices to narrow it by."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from obstacles.models import Network
from workflow.filters import ORDER_LABELS
from workflow.states import Kind

from .facets import NOBODY, Tally, View

KINDS = (Kind.REPORT, Kind.OBSTACLE, Kind.CONSULTATION)


def usual_order(asked: QueryDict) -> str:
    """What needs action first; nothing is due in closed cases."""
    return "newest" if asked.get("open") in ("all", "no") else "due"


def without(asked: QueryDict, names: tuple[str, ...]) -> str:
    left = asked.copy()
    for name in names:
        left.pop(name, None)
    return left.urlencode()


def kinds_offered(tally: dict[str, Tally], current: Kind, asked: QueryDict) -> list[View]:
    words = {"q": asked.get("q", "")}
    labels = {
        Kind.REPORT: _("Reports"),
        Kind.OBSTACLE: _("Obstacles"),
        Kind.CONSULTATION: _("Consultations"),
    }
    return [
        View(
            _asking(one, words),
            labels[one],
            tally.get(one, Tally()).everything,
            one == current,
        )
        for one in KINDS
    ]


def views_offered(request: HttpRequest, tally: Tally, kind: Kind, asked: QueryDict) -> list[View]:
    mine = request.user.get_username()
    here = (asked.get("assignee", ""), asked.get("arrived", ""))
    offered = (
        (_("Mine, by due day"), (mine, ""), tally.mine),
        (_("Whole team"), ("", ""), tally.everything),
        (_("Nobody’s yet"), (NOBODY, ""), tally.nobodys),
        (_("Answers arrived"), ("", "true"), tally.arrived),
    )
    found = []
    for label, (assignee, arrived), number in offered:
        query = _asking(kind, {"assignee": assignee, "arrived": arrived, "q": asked.get("q", "")})
        found.append(View(query, label, number, here == (assignee, arrived)))
    return found


def _asking(kind: Kind, asked: dict[str, str]) -> str:
    return urlencode({"kind": kind.value, **{name: one for name, one in asked.items() if one}})


def heading(request: HttpRequest, asked: QueryDict, kind: Kind) -> str:
    if asked.get("q"):
        return _("Found: %(words)s") % {"words": asked["q"]}
    current = next(
        (one for one in views_offered(request, Tally(), kind, asked) if one.is_current), None
    )
    return current.label if current else _("Search")


def networks() -> list[tuple[str, str]]:
    return [(one.slug, one.name) for one in Network.objects.order_by("slug")]


def offered(asked: QueryDict, name: str, pairs: Any) -> list[dict[str, Any]]:
    """The choices of a select; nothing chosen leaves the list as it is."""
    chosen = asked.get(name, "")
    return [{"value": code, "label": label, "chosen": code == chosen} for code, label in pairs]


def orders(asked: QueryDict) -> list[View]:
    now = asked.get("ordering") or usual_order(asked)
    rest = without(asked, ("page", "ordering"))
    return [
        View(f"{rest}&ordering={name}".lstrip("&"), str(label), 0, name == now)
        for name, label in ORDER_LABELS
    ]
