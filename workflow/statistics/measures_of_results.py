"""Figures of results and of promises: what became of it, and which days were kept."""

from django.utils.translation import gettext_lazy as _

from workflow.states import Kind

from . import outcomes, promises
from .measure import BY, BY_OBSTACLE, BY_REPORT, DAYS, PROMISES, RESULTS, Measure

MEASURES = (
    Measure(
        "resolution_rate",
        _("Resolution rate"),
        _(
            "Obstacles resolved completely or in part, divided by those and the unresolved ones. "
            "Dismissed and merged obstacles are in neither. "
            "A systemic obstacle has more than 20 reports."
        ),
        outcomes.resolution_rate,
        (
            "decided",
            "complete",
            "partial",
            "not_resolved",
            "systemic",
            "single",
            "single_solved",
        ),
        shares={
            "rate": (("complete", "partial"), "decided"),
            "complete_share": (("complete",), "decided"),
            "partial_share": (("partial",), "decided"),
            "single_rate": (("single_solved",), "single"),
        },
        families=(
            frozenset({"decided", "complete", "partial", "not_resolved"}),
            frozenset({"decided", "systemic", "single"}),
        ),
        groups=("", "month", *BY_OBSTACLE),
        light=("rate", "decided", RESULTS),
    ),
    Measure(
        "kept_deadlines",
        _("Deadlines kept"),
        _(
            "Due days of the period that were kept, divided by all due days that passed. "
            "Green from 75 %, amber from 55 %, red below. Fewer than 10 cases carry a star."
        ),
        promises.kept_deadlines,
        ("due", "kept"),
        shares={"kept_share": (("kept",), "due")},
        groups=("clock", *BY),
        kinds=frozenset(Kind),
        light=("kept_share", "due", PROMISES),
    ),
    Measure(
        "bodies",
        _("Answers of bodies"),
        _(
            "Questions sent to bodies in the period: answered, days to the answer, kept, declined. "
            "Silent now: the day has passed and nothing came."
        ),
        promises.bodies,
        ("asked", "answered", "kept", "decided", "declined", "silent", "silent_bodies"),
        days=DAYS,
        shares={"kept_share": (("kept",), "decided")},
        groups=("body", "body_kind", *BY),
        kinds=frozenset({Kind.CONSULTATION}),
        light=("kept_share", "decided", PROMISES),
    ),
    Measure(
        "reopened",
        _("Taken up again"),
        _("Closings of the period that were undone within 12 months, divided by all closings."),
        outcomes.reopened,
        ("closed", "again"),
        shares={"again_share": (("again",), "closed")},
        groups=("", "month", *BY_OBSTACLE),
    ),
    Measure(
        "satisfaction",
        _("What reporters feel"),
        _(
            "Reporters whom we asked in the period whether the solution helps them: "
            "solved, partly or not, and how many answered."
        ),
        outcomes.satisfaction,
        ("asked", "answered", "felt", "partly", "not_felt"),
        shares={"answered_share": (("answered",), "asked"), "felt_share": (("felt",), "answered")},
        families=(frozenset({"answered", "felt", "partly", "not_felt"}),),
        groups=("", "month", *BY_REPORT),
        kinds=frozenset({Kind.REPORT}),
    ),
)
