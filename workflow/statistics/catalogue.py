"""Every figure under its code. Borders, themes and their like are the flow, counted by them."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from .measure import Measure
from .measures_of_results import MEASURES as OF_RESULTS
from .measures_of_time import FLOW
from .measures_of_time import MEASURES as OF_TIME

FLOW_BY = (
    ("borders", _("Borders"), _("An obstacle at two borders counts at both."), "border"),
    ("themes", _("Themes"), _("Each obstacle has one theme; smaller themes count in it."), "theme"),
    ("sides", _("Sides"), _("An obstacle counts in each country or region described."), "side"),
    (
        "affected_groups",
        _("Affected groups"),
        _("An obstacle counts for each group it affects."),
        "affected_group",
    ),
    (
        "languages",
        _("Languages"),
        _("Reports by their language, obstacles by the one first written in."),
        "language",
    ),
    (
        "solution_kinds",
        _("Kinds of solution"),
        _("Obstacles by the kind of the newest proposal."),
        "solution_kind",
    ),
)
OF_OBSTACLES_ONLY = frozenset({"side", "affected_group", "solution_kind"})


def _flow_by(code: str, group: str, **words: object) -> Measure:
    counts = FLOW[1:] if group in OF_OBSTACLES_ONLY else FLOW
    return replace(OF_TIME[0], code=code, groups=(group,), counts=counts, **words)  # type: ignore[arg-type]


CATALOGUE: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        *OF_TIME,
        *OF_RESULTS,
        *(
            _flow_by(code, group, title=title, definition=definition)
            for code, title, definition, group in FLOW_BY
        ),
    )
}
