"""Figures of flow and of time: how much, and how long."""

from django.utils.translation import gettext_lazy as _

from workflow.states import Kind

from . import durations, flow
from .flow import AGES
from .measure import BY, BY_OBSTACLE, BY_REPORT, DAYS, PROMISES, Measure

FLOW = ("received", "opened", "closed", "reopened", "open_at_end")

MEASURES = (
    Measure(
        "flow",
        _("What came in and what went out"),
        _(
            "Reports received; obstacles opened, closed and taken up again; obstacles open at the "
            "end. Merged obstacles count once."
        ),
        flow.flow,
        FLOW,
        groups=("month", *BY, "language"),
        kinds=frozenset({Kind.REPORT, Kind.OBSTACLE}),
    ),
    Measure(
        "backlog",
        _("Open obstacles"),
        _("Obstacles open at the end of the last day, and whose turn it is."),
        flow.backlog,
        ("open", "ours", "bodies", "effect", "hold"),
        families=(frozenset({"open", "ours", "bodies", "effect", "hold"}),),
        groups=("state", *BY_OBSTACLE),
    ),
    Measure(
        "ageing",
        _("Age of open obstacles"),
        _(
            "Obstacles open at the end of the last day, by days since they were opened. "
            "One in ten is older than the 90th percentile."
        ),
        flow.ageing,
        ("open", *AGES),
        days=(*DAYS, "oldest"),
        families=(frozenset({"open", *AGES}),),
        groups=("", *BY_OBSTACLE),
    ),
    Measure(
        "first_reply",
        _("First reply to a report"),
        _(
            "Days from submission to the first message, question or decision that reached the "
            "reporter. It counts reports received in the period, without those told nothing."
        ),
        durations.first_reply,
        ("received", "done", "kept", "decided"),
        days=DAYS,
        shares={"kept_share": (("kept",), "decided")},
        groups=("month", *BY_REPORT),
        kinds=frozenset({Kind.REPORT}),
        light=("kept_share", "decided", PROMISES),
    ),
    Measure(
        "triage_time",
        _("Triage decision"),
        _(
            "Days from submission until the report was linked, redirected or rejected. "
            "It counts reports received in the period."
        ),
        durations.triage_time,
        ("received", "done", "kept", "decided"),
        days=DAYS,
        shares={"kept_share": (("kept",), "decided")},
        groups=("month", *BY_REPORT),
        kinds=frozenset({Kind.REPORT}),
        light=("kept_share", "decided", PROMISES),
    ),
    Measure(
        "time_to_resolution",
        _("Time to resolution"),
        _(
            "Days from the opening of an obstacle to its closing. "
            "It counts obstacles closed in the period."
        ),
        durations.time_to_resolution,
        ("closed",),
        days=DAYS,
        groups=("month", *BY_OBSTACLE),
    ),
    Measure(
        "time_in_states",
        _("Time in each state"),
        _("Days that obstacles closed in the period stood in each state."),
        durations.time_in_states,
        ("closed",),
        days=DAYS,
        groups=("state",),
    ),
)
