"""Is it under control? One honest answer, and the reasons for it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from workflow.statistics import Figure

from .sentences import balance, flow_said, old_share, percent

# Fewer than this in the whole period say nothing of anybody's work.
ENOUGH = 5
OLD_IS_MUCH, RESULTS_ARE_FEW, LATE = 25, 70, 75


def is_enough(flow: Figure) -> bool:
    """Whether there is anything to judge yet."""
    cells = flow.total.cells
    seen = [cells[name] for name in ("received", "opened", "closed", "open_at_end")]
    return any(value is None or value >= ENOUGH for value in seen)


def verdict(found: Mapping[str, Figure]) -> str:
    """Yes, mostly, in part, or no; then how the work flows, and what is not well."""
    worries = concerns(found)
    growing = balance(found["flow"].total) < 0
    answers = (_("Yes."), _("Mostly."), _("In part."), _("In part."))
    bad = len(worries) + growing
    first = answers[bad] if bad < len(answers) else _("No.")
    return " ".join([first, f"{flow_said(found['flow'])}.", *worries])


def concerns(found: Mapping[str, Figure]) -> list[str]:
    """What is not well, each in one sentence; a number that is missing worries nobody."""
    kept = found["bodies"].total.cells["kept_share"]
    old, rate = old_share(found["ageing"]), found["resolution_rate"].total.cells["rate"]
    said = []
    if kept is not None and kept < LATE:
        said.append(_("Bodies answer late: %(share)s keep the day.") % {"share": percent(kept)})
    if old is not None and old >= OLD_IS_MUCH:
        said.append(
            _("%(share)s of the open obstacles are older than a year.") % {"share": percent(old)}
        )
    if rate is not None and rate < RESULTS_ARE_FEW:
        said.append(
            _("Of those we decide, %(share)s are solved, fully or in part.")
            % {"share": percent(rate)}
        )
    return said
