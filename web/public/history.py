"""What happened to an obstacle, as everybody may read it: which step on which day, no more."""

from itertools import pairwise
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.days import write_day
from obstacles.models import Obstacle
from workflow.models import Entry
from workflow.states import Resolution

# Steps that say something to the public. Whom we ask and what we propose stays out:
# the public reads approved texts only.
SAID = {
    "identify": gettext_lazy("We put this obstacle on record"),
    "start_analysis": gettext_lazy("We began to find out whose rule it is"),
    "consult": gettext_lazy("We asked the organisations in charge"),
    "positions_in": gettext_lazy("The answers are in"),
    "propose_solution": gettext_lazy("A solution was proposed"),
    "revise": gettext_lazy("The proposal was taken back"),
    "adopt": gettext_lazy("The solution is being put into effect"),
    "hold": gettext_lazy("The work was paused"),
    "resume": gettext_lazy("The work went on"),
    "close_unresolved": gettext_lazy("Closed without a solution"),
    "dismiss": gettext_lazy("Found to be no border obstacle"),
    "reopen": gettext_lazy("Taken up again"),
    "approve": gettext_lazy("This text was approved for the register"),
}
RESOLVED = {
    Resolution.RESOLVED_COMPLETELY: gettext_lazy("Resolved"),
    Resolution.RESOLVED_PARTIALLY: gettext_lazy("Resolved in part"),
}
# While these are the newest, others are to speak.
THEIR_TURN = {"consult"}


def timeline(obstacle: Obstacle) -> list[dict[str, Any]]:
    """Newest first; the line stands on plum while others are to answer."""
    told = {*SAID, "resolve"}
    entries = Entry.objects.filter(case__obstacle=obstacle, step__in=told).order_by("number")
    items = [_item(entry) for entry in entries]
    if obstacle.known_since:
        items.insert(
            0,
            {
                "when": str(obstacle.known_since),
                "what": _("The obstacle became known"),
                "lane": "a",
            },
        )
    items.reverse()
    for above, below in pairwise(items):
        above["turn"] = above["lane"] != below["lane"]
    return items


def _item(entry: Entry) -> dict[str, Any]:
    said = RESOLVED.get(Resolution(entry.after)) if entry.step == "resolve" else SAID[entry.step]
    return {
        "when": write_day(localdate(entry.at)),
        "what": str(said),
        "lane": "b" if entry.step in THEIR_TURN else "a",
    }
