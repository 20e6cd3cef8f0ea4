"""An obstacle: assigned, analysed, consulted, proposed, implemented, resolved or not."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..forms import asking, closing, intake
from ..forms import resolution as forms
from ..grammar import BEFORE, SAME, each, step
from ..roles import DESK, EXPERTS, Role
from ..states import NEW, Kind, open_states
from ..states import Resolution as State

OPEN = open_states(Kind.OBSTACLE)
ASSIGNABLE = (State.ASSIGNED, State.IN_ANALYSIS, State.IN_CONSULTATION)
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


def nobody_is_awaited(case: Any) -> str:
    awaited = case.awaited_consultations().count()
    if awaited:
        return _("Answers are still open: %(count)d.") % {"count": awaited}
    return ""


def both_sides_are_known(case: Any) -> str:
    if not case.obstacle.sides.exists():
        return _("Describe the sides first: who decides what in each country.")
    return ""


class Resolution:
    """From a barrier somebody named to an outcome somebody answers for."""

    @step(
        gettext_lazy("Identify"),
        moves={NEW: State.IDENTIFIED},
        by=DESK | {Role.IMPORT},
        form=forms.Identification,
    )
    def identify(self: Any, **told: Any) -> None:
        """Record an obstacle: title, borders, theme."""

    @step(
        gettext_lazy("Assign"),
        moves={State.IDENTIFIED: State.ASSIGNED, **each(ASSIGNABLE, to=SAME)},
        by=Role.COORDINATOR,
        form=forms.Assignment,
        tells={Role.LEAD_EXPERT: "assigned", Role.EXPERT: "assigned"},
        starts=("S4",),
    )
    def assign(self: Any, *, lead: Any, others: list[Any]) -> None:
        """Name the lead expert and the others."""
        self.seat_experts(lead, others)

    @step(
        gettext_lazy("Start the analysis"),
        moves={State.ASSIGNED: State.IN_ANALYSIS},
        by={Role.LEAD_EXPERT, Role.COORDINATOR},
    )
    def start_analysis(self: Any) -> None:
        """Begin to find out whose rule it is."""

    @step(
        gettext_lazy("Consult"),
        moves=each((State.IN_ANALYSIS, State.IN_CONSULTATION), to=State.IN_CONSULTATION),
        by=EXPERTS,
        form=asking.Consulting,
    )
    def consult(self: Any, **told: Any) -> None:
        """Ask one or more bodies; each sees its packet and nothing else."""

    @step(
        gettext_lazy("All positions are in"),
        moves={State.IN_CONSULTATION: State.IN_ANALYSIS},
        by=Role.RULE,
        tells={Role.LEAD_EXPERT: "positions_in"},
        needs=nobody_is_awaited,
    )
    def positions_in(self: Any) -> None:
        """Go back to the analysis, because no consultation is open any more."""

    @step(
        gettext_lazy("Propose a solution"),
        moves={State.IN_ANALYSIS: State.SOLUTION_PROPOSED},
        by=EXPERTS,
        form=forms.Proposal,
        stops=("S4",),
    )
    def propose_solution(self: Any, *, bodies: Any, provisions: list[str], **told: Any) -> None:
        """Propose a way out, and name the bodies that must act."""
        self.record_solution(bodies=bodies, provisions=provisions, **told)

    @step(
        gettext_lazy("Revise"),
        moves={State.SOLUTION_PROPOSED: State.IN_ANALYSIS},
        by=EXPERTS,
        form=intake.Why,
        starts=("S4",),
    )
    def revise(self: Any, *, reason: str) -> None:
        """Take the proposal back into the analysis."""
        self.take_back_solution()

    @step(
        gettext_lazy("Adopt"),
        moves={State.SOLUTION_PROPOSED: State.IMPLEMENTING},
        by={Role.COORDINATOR, Role.ACTING_BODY},
        form=forms.Adoption,
        tells={Role.LEAD_EXPERT: "adopted"},
    )
    def adopt(self: Any, *, act_reference: str, milestones: list[Any]) -> None:
        """Put the solution into effect: an act or bill, and milestones with days."""
        self.record_adoption(act_reference, milestones)

    @step(
        gettext_lazy("Report progress"),
        moves={State.IMPLEMENTING: SAME},
        by=EXPERTS | {Role.ACTING_BODY},
        form=forms.Progress,
    )
    def report_progress(
        self: Any, *, milestone: str, reached_on: Any, moved_to: Any, words: str
    ) -> None:
        """Say which milestone is reached, or to which day it moves."""
        self.move_milestone(milestone, reached_on=reached_on, moved_to=moved_to)

    @step(
        gettext_lazy("Resolve"),
        moves=each(
            (State.SOLUTION_PROPOSED, State.IMPLEMENTING),
            to=(
                lambda case, *, extent, **told: (
                    State.RESOLVED_COMPLETELY
                    if extent == "completely"
                    else State.RESOLVED_PARTIALLY
                ),
                (State.RESOLVED_COMPLETELY, State.RESOLVED_PARTIALLY),
            ),
        ),
        by=Role.COORDINATOR,
        form=closing.Resolved,
        follows=("conclude", "withdraw"),
        needs=both_sides_are_known,
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
