"""What hangs on a case, brought along where it was asked for: one level deep, under one policy."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from obstacles.models import Authority
from workflow.actors import Actor
from workflow.models import Case
from workflow.states import Kind

from .directory import body_row
from .lists import Listed
from .paging import wrong_parameter

WORDS = "Bring this along as well; what you may not see stays away."
ALLOWED: dict[Kind, tuple[str, ...]] = {
    Kind.REPORT: ("obstacle",),
    Kind.CONSULTATION: ("obstacle", "body"),
}
Row = dict[str, Any]


def parameters(kind: Kind) -> dict[str, str]:
    return {"expand": WORDS} if kind in ALLOWED else {}


def shapes(kind: Kind) -> dict[str, Any]:
    return {"expand": {"enum": list(ALLOWED.get(kind, ()))}}


def asked(kind: Kind, given: Any) -> list[str]:
    """What an address asks to bring along; anything that is not on our list is refused."""
    names = given.getlist("expand")
    known = ALLOWED.get(kind, ())
    if set(names) - set(known):
        raise wrong_parameter("expand", _("Expand: %(names)s.") % {"names": ", ".join(known)})
    return [name for name in known if name in names]


def expanded(rows: Iterable[Row], names: Collection[str], actor: Actor) -> list[Row]:
    """The same rows, each with what was asked for; a row shows first which things it names."""
    shown = list(rows)
    for name in names:
        named = {key for row in shown if (key := KEYS[name](row))}
        known = FOUND[name](named, actor) if named else {}
        for row in shown:
            told = row.setdefault("expanded", {})
            if (key := KEYS[name](row)) in known:
                told[name] = known[key]
    return shown


def _obstacles(references: Collection[str], actor: Actor) -> dict[str, Row]:
    seen = Case.objects.visible_to(actor, of=Kind.OBSTACLE)
    found = seen.filter(obstacle__reference__in=references).order_by("opened_at", "id")
    return {row["reference"]: row for row in Listed(Kind.OBSTACLE, actor)(found)}


def _bodies(slugs: Collection[str], actor: Actor) -> dict[str, Row]:
    found = Authority.objects.filter(slug__in=slugs).select_related("area")
    return {one.slug: body_row(one) for one in found}


# Both are masked already: a row that does not name its obstacle brings none along.
KEYS: dict[str, Callable[[Row], Any]] = {
    "obstacle": lambda row: row.get("obstacle"),
    "body": lambda row: (row.get("body") or {}).get("code"),
}
FOUND: dict[str, Callable[[Collection[str], Actor], dict[str, Row]]] = {
    "obstacle": _obstacles,
    "body": _bodies,
}
