"""An obstacle: assigned, analysed, consulted, proposed, implemented, resolved or not."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms import asking, intake
from workflow.forms import resolution as forms
from workflow.grammar import SAME, each, step
from workflow.roles import DESK, EXPERTS, Role
from workflow.states import NEW, Kind, open_states
from workflow.states import Resolution as State

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
