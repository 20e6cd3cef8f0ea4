"""Clocks with their lights, and the kinds of bodies that are silent."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from workflow.periods import rule
from workflow.reasons import in_words
from workflow.statistics import CATALOGUE, Figure, Row, light_of

from .sentences import percent
from .tables import value_of

KEPT = "kept_deadlines"


@dataclass(frozen=True)
class Clock:
    """One clock: how often it was kept, as bar, number, light and word."""

    code: str
    words: str
    length: str
    share: str
    width: int
    state: str
    light: str
    due: str


def clock_rows(figure: Figure) -> list[Clock]:
    """The clocks of a figure, in the order of the rules."""
    return [_clock(row) for row in figure.rows]


def _clock(row: Row) -> Clock:
    light = light_of(row, CATALOGUE[KEPT])
    share = row.cells["kept_share"]
    words = {"ok": _("Kept"), "near": _("Near"), "bad": _("Missed")}
    said = words[light.state] + ("*" if light.starred else "") if light else "–"
    return Clock(
        row.key,
        row.words,
        _length(row.key),
        percent(share),
        round(2 * (share or 0)),
        light.state if light else "",
        said,
        value_of(row, "due"),
    )


def _length(code: str) -> str:
    """How long a clock runs, where its rule says so."""
    length = rule(code).length
    return in_words(asdict(length)) if length else ""


def silent_rows(figure: Figure) -> list[tuple[str, str]]:
    """Kinds of bodies, and how many of each are silent; the most first."""
    silent = [row for row in figure.rows if row.cells["silent_bodies"]]
    silent.sort(key=lambda row: -(row.cells["silent_bodies"] or 0))
    return [(row.words, value_of(row, "silent_bodies")) for row in silent]
