"""Four numbers at the top, each with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflow.statistics import Figure

from .sentences import change_said, days, long_time, percent, trend_said
from .tables import value_of

UNKNOWN = "–"


@dataclass(frozen=True)
class Tile:
    words: str
    value: str
    sentence: str


def tiles(found: Mapping[str, Figure]) -> list[Tile]:
    """How many are open, how old they are, how many are solved, how soon bodies answer."""
    return [
        _open(found["flow"]),
        _age(found["ageing"]),
        _solved(found["resolution_rate"]),
        _bodies(found["bodies"]),
    ]


def _open(flow: Figure) -> Tile:
    sentence = " ".join(filter(None, [change_said(flow), trend_said(flow)]))
    asked = flow.question
    name = _("Open now") if asked.last_day == asked.today else _("Open at the end of the period")
    return Tile(name, value_of(flow.total, "open_at_end"), sentence)


def _age(ageing: Figure) -> Tile:
    cells = ageing.total.cells
    name = _("Median age of open obstacles")
    if cells["median"] is None or cells["p90"] is None:
        return Tile(name, UNKNOWN, _("Not enough data."))
    told = _("One in ten is older than %(time)s.") % {"time": long_time(cells["p90"])}
    return Tile(name, days(cells["median"]), told)


def _solved(rate: Figure) -> Tile:
    cells = rate.total.cells
    name = _("Solved, fully or in part")
    if cells["rate"] is None:
        return Tile(name, UNKNOWN, _("Not enough data."))
    told = _("Target 90 %%. %(complete)s fully, %(partial)s in part.") % {
        "complete": percent(cells["complete_share"]),
        "partial": percent(cells["partial_share"]),
    }
    return Tile(name, percent(cells["rate"]), told)


def _bodies(bodies: Figure) -> Tile:
    cells = bodies.total.cells
    name = _("Bodies answer in")
    if cells["median"] is None:
        return Tile(name, UNKNOWN, _("Not enough data."))
    kept = _("Median. %(share)s keep the day.") % {"share": percent(cells["kept_share"])}
    return Tile(name, days(cells["median"]), " ".join(filter(None, [kept, _silent(bodies)])))


def _silent(bodies: Figure) -> str:
    count = bodies.total.cells["silent_bodies"]
    if not count:
        return ""
    told = ngettext("%(count)d body is silent now.", "%(count)d bodies are silent now.", int(count))
    return told % {"count": count}
