"""Traffic lights as SOLVIT sets them: kept, near or missed; a star where cases are few."""

from dataclasses import dataclass

from .measure import STARRED, Measure
from .question import Row


@dataclass(frozen=True)
class Light:
    """A colour that is also a word, and whether it rests on few cases."""

    state: str
    starred: bool


def light_of(row: Row, measure: Measure) -> Light | None:
    """The light of a row; none where nothing was counted or the number is hidden."""
    if measure.light is None:
        return None
    share, base, (green, amber) = measure.light
    value, cases = row.cells.get(share), row.cells.get(base)
    if value is None or cases is None:
        return None
    state = "ok" if value >= green else "near" if value >= amber else "bad"
    return Light(state, cases < STARRED)
