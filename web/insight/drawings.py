"""The drawings of the page: each with its message, what it is, and its table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from workflow.statistics import CATALOGUE, Figure

from . import charts
from .sentences import OLD, ageing_said, days, flow_said, median_said, percent
from .tables import table, value_of

LINES, BARS = "insight/lines.svg", "insight/bars.svg"


def drawings(found: Mapping[str, Figure]) -> list[dict[str, Any]]:
    """The drawings, in the order in which somebody asks."""
    return [
        flow(found["flow"]),
        ageing(found["ageing"]),
        resolution(found["resolution_rate"]),
        _first_reply(found["first_reply"]),
        _resolution_time(found["time_to_resolution"]),
        _states(found["time_in_states"]),
    ]


def _drawn(figure: Figure, drawing: str, chart: Any, **told: Any) -> dict[str, Any]:
    """With a drawing if there is one; else the table stands open, unless all of it is hidden."""
    told = {"figure": figure, "chart": chart, **table(figure), **told}
    if chart:
        return told | {"drawing": drawing}
    if figure.is_hidden:
        small = _("The numbers are small and stay hidden.")
        return told | {"sub": f"{told['sub']} {small}"}
    return told | {"open": True}


def flow(figure: Figure) -> dict[str, Any]:
    total = figure.total
    sub = _("Obstacles opened and closed per month: %(opened)s opened, %(closed)s closed.") % {
        "opened": value_of(total, "opened"),
        "closed": value_of(total, "closed"),
    }
    chart = charts.lines(figure.rows, [("opened", _("Opened")), ("closed", _("Closed"))])
    return _drawn(figure, LINES, chart, heading=flow_said(figure), sub=sub)


def ageing(figure: Figure) -> dict[str, Any]:
    total = figure.total
    classes = [one for one in CATALOGUE["ageing"].columns if one.code.startswith("d")]
    chart = charts.bars(
        [
            (one.words, total.cells[one.code], value_of(total, one.code), one.code in OLD)
            for one in classes
        ]
    )
    sub = _("Open obstacles by days since opening. Hatched: more than a year.")
    return _drawn(figure, BARS, chart, heading=ageing_said(figure), sub=sub)


def resolution(figure: Figure) -> dict[str, Any]:
    total = figure.total
    names = ("complete", "partial", "not_resolved")
    words = {one.code: one.words for one in CATALOGUE["resolution_rate"].columns}
    chart = charts.bars(
        [
            (words[name], total.cells[name], value_of(total, name), name == "not_resolved")
            for name in names
        ]
    )
    rate = total.cells["rate"]
    heading = _("How decided obstacles ended")
    if rate is not None:
        heading = _("%(share)s of decided obstacles were solved") % {"share": percent(rate)}
    sub = _("Obstacles decided in the period. Hatched: not resolved.")
    return _drawn(figure, BARS, chart, heading=heading, sub=sub)


def _over_months(figure: Figure) -> charts.Lines | None:
    return charts.lines(figure.rows, [("p90", _("9 in 10")), ("median", _("Half"))])


def _first_reply(figure: Figure) -> dict[str, Any]:
    heading = median_said(
        figure, _("Half of the reporters hear from us within %(days)s"), _("First reply")
    )
    sub = _("Days until half, and until nine in ten, had a first reply, per month of the report.")
    return _drawn(figure, LINES, _over_months(figure), heading=heading, sub=sub)


def _resolution_time(figure: Figure) -> dict[str, Any]:
    heading = median_said(
        figure, _("Half of the obstacles are closed within %(days)s"), _("Time to resolution")
    )
    sub = _("Days until half, and nine in ten, of the obstacles closed in a month were closed.")
    return _drawn(figure, LINES, _over_months(figure), heading=heading, sub=sub)


def _states(figure: Figure) -> dict[str, Any]:
    """Only days that many obstacles share say something of the work."""
    longest = max(figure.rows, key=lambda row: row.cells["median"] or 0, default=None)
    heading = _("Time in each state")
    if longest is not None and longest.cells["median"] and not figure.is_hidden:
        heading = _("Obstacles stand longest in this state: %(state)s") % {"state": longest.words}
    chart = charts.bars(
        [(row.words, row.cells["median"], days(row.cells["median"]), False) for row in figure.rows]
    )
    sub = _("Median days in each state, of obstacles closed in the period.")
    return _drawn(figure, BARS, chart, heading=heading, sub=sub)


def by_rows(figure: Figure, column: str, heading: str) -> dict[str, Any]:
    """One number of each row as a bar."""
    chart = charts.bars(
        [(row.words, row.cells[column], value_of(row, column), False) for row in figure.rows]
    )
    return _drawn(figure, BARS, chart, heading=heading, sub=str(CATALOGUE[figure.code].definition))
