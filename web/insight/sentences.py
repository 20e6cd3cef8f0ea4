"""What the figures say, in whole sentences. A number that is hidden or missing is not guessed."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflow.statistics import Figure, Row

YEAR, LONG = 365, 730
OLD = ("d366_730", "d731")
MOVES = {"opened", "closed", "reopened"}


def percent(value: float | None) -> str:
    return "–" if value is None else _("%(share)d %%") % {"share": round(value)}


def days(value: float | None) -> str:
    if value is None:
        return "–"
    count = round(value)
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def long_time(value: float) -> str:
    """Days as somebody says them: months up to two years, then years."""
    if value < 90:
        return days(value)
    months = round(value / 30.44)
    if value < LONG:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    years, rest = divmod(months, 12)
    said = ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    if not rest:
        return said
    more = ngettext("%(count)d month", "%(count)d months", rest) % {"count": rest}
    return _("%(years)s and %(months)s") % {"years": said, "months": more}


def month_of(row: Row) -> str:
    return date_format(date.fromisoformat(f"{row.key}-01"), "F")


def balance(row: Row) -> float:
    """How many more were closed than came to be open; nothing is said of hidden numbers."""
    if row.hidden & MOVES:
        return 0
    cells = row.cells
    return (cells["closed"] or 0) - (cells["opened"] or 0) - (cells["reopened"] or 0)


def run(rows: Sequence[Row], *, more: bool) -> Sequence[Row]:
    """The last months in a row in which we closed more (or fewer) than were opened."""
    found: list[Row] = []
    for row in reversed(rows):
        if (balance(row) > 0) != more or balance(row) == 0:
            break
        found.insert(0, row)
    return found


def flow_said(flow: Figure) -> str:
    """Whether more goes out than comes in, and since when."""
    for more, words in (
        (True, _("Since %(month)s we close more than we open")),
        (False, _("Since %(month)s we open more than we close")),
    ):
        since = run(flow.rows, more=more)
        if len(since) > 1:
            return words % {"month": month_of(since[0])}
    if flow.total.hidden & MOVES:
        return _("Obstacles opened and closed")
    gained = balance(flow.total)
    if gained > 0:
        return _("We closed more than we opened")
    return _("We opened more than we closed") if gained < 0 else _("We closed as many as we opened")


def change_said(flow: Figure) -> str:
    """How many more or fewer stand open than when the period began."""
    if flow.total.hidden & MOVES:
        return ""
    grown = -round(balance(flow.total))
    if not grown:
        return _("As many as when the period began.")
    if grown > 0:
        said = ngettext(
            "%(count)d more than when the period began.",
            "%(count)d more than when the period began.",
            grown,
        )
        return said % {"count": grown}
    said = ngettext(
        "%(count)d fewer than when the period began.",
        "%(count)d fewer than when the period began.",
        -grown,
    )
    return said % {"count": -grown}


def trend_said(flow: Figure) -> str:
    """For how many months the number of open obstacles has been falling or rising."""
    falling, rising = run(flow.rows, more=True), run(flow.rows, more=False)
    if len(falling) > 1:
        return _("Falling for %(count)d months.") % {"count": len(falling)}
    if len(rising) > 1:
        return _("Rising for %(count)d months.") % {"count": len(rising)}
    return ""


def old_share(ageing: Figure) -> float | None:
    """The share of open obstacles older than a year, in per cent."""
    cells = ageing.total.cells
    if not cells["open"] or any(cells[name] is None for name in OLD):
        return None
    return 100 * sum(cells[name] or 0 for name in OLD) / cells["open"]


def ageing_said(ageing: Figure) -> str:
    share = old_share(ageing)
    if share is None:
        return _("How old open obstacles are")
    if not share:
        return _("No open obstacle is older than a year")
    return _("%(share)s of the open obstacles are older than a year") % {"share": percent(share)}


def borders_said(borders: Figure, column: str) -> str:
    """Which border has most of them."""
    known = [row for row in borders.rows if row.key and row.cells.get(column)]
    if any(column in row.hidden for row in borders.rows):
        # One of those that are hidden may have more.
        known = []
    most = max(known, key=lambda row: row.cells[column] or 0, default=None)
    total = borders.total.cells.get(column)
    if most is None or not total or borders.question.border:
        return _("Open obstacles by border")
    return _("%(border)s has the most open obstacles: %(count)d of %(total)d") % {
        "border": most.words,
        "count": most.cells[column],
        "total": total,
    }


def clocks_said(states: Sequence[str]) -> str:
    """How many clocks are kept too rarely."""
    if not states:
        return _("No due day has passed yet")
    below = sum(state != "ok" for state in states)
    if not below:
        return _("All deadlines are above the green line")
    said = ngettext(
        "%(below)d of %(count)d deadline is below the green line",
        "%(below)d of %(count)d deadlines are below the green line",
        len(states),
    )
    return said % {"below": below, "count": len(states)}


def median_said(figure: Figure, words: str, otherwise: str) -> str:
    """A sentence with the median of a figure, or its plain name."""
    value = figure.total.cells["median"]
    return words % {"days": days(value)} if value is not None else otherwise
