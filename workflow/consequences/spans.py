"""How long a case stands in each state; read by the figures, recomputable from the log."""

from workflow.models import Span
from workflow.states import CLOSED, Kind

from .act import Act


def keep_spans(act: Act) -> None:
    """End the time in the old state and begin the time in the new one."""
    if act.before == act.case.state:
        return
    kind = Kind(act.case.kind)
    act.case.spans.filter(until=None).update(until=act.at)
    Span.objects.create(
        case=act.case,
        kind=kind,
        state=act.case.state,
        is_open=act.case.state not in CLOSED[kind],
        since=act.at,
        opening=act.entry,
    )
