"""How an obstacle is closed, set aside, brought to a higher level, and taken up again."""

from typing import Any

from django.utils.translation import gettext_lazy

from workflow.forms import closing, intake
from workflow.grammar import BEFORE, SAME, each, step
from workflow.roles import Role
from workflow.states import Kind, open_states
from workflow.states import Resolution as State

OPEN = open_states(Kind.OBSTACLE)
CLOSED_FOR_GOOD = (
    State.RESOLVED_COMPLETELY,
    State.RESOLVED_PARTIALLY,
    State.NOT_RESOLVED,
    State.DISMISSED,
)
UNFINISHED = (
    State.IN_ANALYSIS,
    State.IN_CONSULTATION,
    State.SOLUTION_PROPOSED,
    State.IMPLEMENTING,
    State.ON_HOLD,
)


def how_far(case: Any, *, extent: str, **told: Any) -> str:
    return State.RESOLVED_COMPLETELY if extent == "completely" else State.RESOLVED_PARTIALLY


class Closing:
    """From a solution, or none, to an outcome somebody answers for."""

    @step(
        gettext_lazy("Resolve"),
        moves=each(
            (State.SOLUTION_PROPOSED, State.IMPLEMENTING),
            to=(how_far, (State.RESOLVED_COMPLETELY, State.RESOLVED_PARTIALLY)),
        ),
        by=Role.COORDINATOR,
        form=closing.Resolved,
        follows=("conclude", "withdraw"),
        held=True,
    )
    def resolve(self: Any, *, solved_sides: Any, open_sides: Any, **told: Any) -> None:
        """Close the obstacle as resolved, completely or in part, side by side."""
        self.settle_sides(solved=solved_sides)
        self.record_outcome(**told)

    @step(
        gettext_lazy("Close as not resolved"),
        moves=each(UNFINISHED, to=State.NOT_RESOLVED),
        by=Role.COORDINATOR,
        form=closing.Unresolved,
        stops=("S4", "S5"),
        follows=("conclude", "withdraw"),
        held=True,
    )
    def close_unresolved(self: Any, **told: Any) -> None:
        """Close the obstacle without a solution, and say in public why not."""
        self.record_outcome(**told)

    @step(
        gettext_lazy("Dismiss"),
        moves=each((State.IDENTIFIED, State.ASSIGNED, State.IN_ANALYSIS), to=State.DISMISSED),
        by=Role.COORDINATOR,
        form=closing.Dismissal,
        stops=("S4",),
        follows=("conclude", "withdraw"),
        held=True,
    )
    def dismiss(self: Any, **told: Any) -> None:
        """Close what turned out to be no obstacle, and say why."""
        self.record_outcome(**told)

    @step(
        gettext_lazy("Merge"),
        moves=each(sorted(OPEN), to=State.MERGED),
        by=Role.COORDINATOR,
        form=closing.Merging,
        stops=("S4", "S5"),
        follows=("move", "withdraw"),
    )
    def merge(self: Any, *, into: Any) -> None:
        """Join this obstacle to the one that stays open; its reports move along."""
        self.remember_state()
        self.obstacle.merged_into = into

    @step(
        gettext_lazy("Undo the merge"),
        moves={State.MERGED: BEFORE},
        by=Role.COORDINATOR,
        form=intake.Why,
        follows=("move", "positions_in"),
    )
    def unmerge(self: Any, *, reason: str) -> None:
        """Take a merged obstacle out again; its own reports come back."""
        self.obstacle.merged_into = None

    @step(
        gettext_lazy("Put on hold"),
        moves=each(sorted(OPEN - {State.ON_HOLD}), to=State.ON_HOLD),
        by=Role.COORDINATOR,
        form=closing.Hold,
        starts=("S5",),
        pauses=("S4",),
    )
    def hold(self: Any, *, why: Any, words: str, review_on: Any) -> None:
        """Set the obstacle aside until a day on which we look again."""
        self.remember_state()

    @step(
        gettext_lazy("Resume"),
        moves={State.ON_HOLD: BEFORE},
        by=Role.COORDINATOR,
        form=intake.MaybeWhy,
        stops=("S5",),
        resumes=("S4",),
        follows=("positions_in",),
    )
    def resume(self: Any, *, reason: str) -> None:
        """Go on where the work stood before the hold."""
        self.recall_state()

    @step(
        gettext_lazy("Escalate"),
        moves=each(sorted(OPEN), to=SAME),
        by=Role.COORDINATOR,
        form=closing.Escalation,
    )
    def escalate(self: Any, *, network: Any, level: str, body: Any, words: str) -> None:
        """Bring the obstacle to the next level: officials, directors, ministers, summit."""
        self.level = level

    @step(
        gettext_lazy("Reopen"),
        moves=each(CLOSED_FOR_GOOD, to=State.IN_ANALYSIS),
        by=Role.COORDINATOR,
        form=intake.Why,
        starts=("S4",),
        follows=("relink", "positions_in"),
    )
    def reopen(self: Any, *, reason: str) -> None:
        """Take a closed obstacle up again."""
        self.reopen_sides()
