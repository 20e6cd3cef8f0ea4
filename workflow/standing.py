"""What a state means to whoever reported, in one sentence. Plain words, no state names."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .states import Intake, Resolution

REPORT = {
    Intake.RECEIVED: _("We have your report. Nobody has read it yet."),
    Intake.IN_TRIAGE: _("We are reading your report and looking for the right way."),
    Intake.AWAITING_REPORTER: _("We have a question for you."),
    Intake.LINKED: _("Your report belongs to a border obstacle now."),
    Intake.ANSWERED: _("We have answered your report."),
    Intake.REDIRECTED: _("Another service can help you better."),
    Intake.REJECTED: _("We cannot deal with this report."),
    Intake.LAPSED: _("We closed your report because no answer came. You can still answer."),
    Intake.WITHDRAWN: _("You took your report back."),
}
# While a report hangs on an obstacle, the obstacle says how things stand.
WORK = {
    Resolution.IDENTIFIED: _(
        "Your report belongs to a border obstacle. An expert takes it up next."
    ),
    Resolution.ASSIGNED: _("An expert has taken up the border obstacle."),
    Resolution.IN_ANALYSIS: _("We are finding out whose rule it is."),
    Resolution.IN_CONSULTATION: _("We have asked the organisations in charge."),
    Resolution.SOLUTION_PROPOSED: _("There is a proposal for a solution."),
    Resolution.IMPLEMENTING: _("The solution is being put into effect."),
    Resolution.ON_HOLD: _("The work on the border obstacle is paused."),
    Resolution.MERGED: _("The border obstacle was joined with another one."),
}
RESULT = {
    Resolution.RESOLVED_COMPLETELY: _("The border obstacle is solved."),
    Resolution.RESOLVED_PARTIALLY: _("The border obstacle is solved in part."),
    Resolution.NOT_RESOLVED: _("The border obstacle is closed without a solution."),
    Resolution.DISMISSED: _("It turned out that this is no border obstacle."),
}


def sentence(case: Any) -> str:
    """How a report stands, in one sentence."""
    parent = case.parent
    if parent is not None and case.state in (Intake.LINKED, Intake.ANSWERED):
        state = Resolution(parent.state)
        return str(RESULT.get(state) or WORK[state])
    return str(REPORT[Intake(case.state)])
