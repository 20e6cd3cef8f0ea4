"""A report, seen from its reporter: handed in, added to, withdrawn; and what clocks do."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms import intake as forms
from workflow.forms.report import Report
from workflow.grammar import SAME, each, step
from workflow.roles import DESK, FILERS, Role
from workflow.states import NEW, Kind, open_states
from workflow.states import Intake as State

OPEN = open_states(Kind.REPORT)


def obstacle_is_closed(case: Any) -> str:
    if case.parent is None or case.parent.closed_at is None:
        return _("The obstacle is still open.")
    return ""


def obstacle_is_open(case: Any) -> str:
    if case.parent is None or case.parent.closed_at is not None:
        return _("The obstacle is closed.")
    return ""


def answer_is_long_overdue(case: Any) -> str:
    if case.answer_is_awaited:
        return ""
    return _("No answer of the reporter is awaited.")


class Reporting:
    """What reporters do, and what reaches them by itself."""

    @step(
        gettext_lazy("Report"),
        moves={NEW: State.RECEIVED},
        by=FILERS | DESK | {Role.IMPORT},
        form=Report,
        tells={Role.REPORTER: "received", Role.FRONT_OFFICE: "received"},
        starts=("S1", "S2"),
        public=True,
    )
    def submit(self: Any, **told: Any) -> None:
        """Hand in a report; the access code is shown once."""

    @step(
        gettext_lazy("Reply"),
        moves={
            State.AWAITING_REPORTER: State.IN_TRIAGE,
            State.LAPSED: State.IN_TRIAGE,
            State.LINKED: SAME,
        },
        by=FILERS,
        form=forms.Reply,
        stops=("R1",),
        starts=("S2",),
        resumes=("S2",),
        public=True,
    )
    def reply(self: Any, *, answer: str, files: list[Any]) -> None:
        """Answer the question of the centre."""
        self.say("reply", text=answer, language=self.report.language)
        self.keep(files, audience="team")
        self.settle_question()

    @step(
        gettext_lazy("Add something"),
        moves=each(sorted(OPEN), to=SAME),
        by=FILERS,
        form=forms.Addition,
        versioned=False,
        public=True,
    )
    def add(self: Any, *, addition: str, files: list[Any]) -> None:
        """Add something to the report; the first words stay as they were."""
        self.say("addition", text=addition, language=self.report.language)
        self.keep(files, audience="team")

    @step(
        gettext_lazy("Let lapse"),
        moves={State.AWAITING_REPORTER: State.LAPSED},
        by=Role.CLOCK,
        tells={Role.REPORTER: "lapsed", Role.FRONT_OFFICE: "lapsed"},
        stops=("R1", "S2"),
        needs=answer_is_long_overdue,
        public=True,
    )
    def lapse(self: Any) -> None:
        """Close a report whose question stayed unanswered; a late reply brings it back."""

    @step(
        gettext_lazy("Withdraw"),
        moves=each(sorted(OPEN), to=State.WITHDRAWN),
        by=Role.REPORTER,
        form=forms.MaybeWhy,
        tells={Role.REPORTER: "withdrawn"},
        stops=("S1", "S2", "R1"),
        public=True,
    )
    def withdraw(self: Any, *, reason: str) -> None:
        """Take one's report back."""

    @step(
        gettext_lazy("Conclude"),
        moves={State.LINKED: State.ANSWERED},
        by=Role.RULE,
        tells={Role.REPORTER: "result", Role.FRONT_OFFICE: "result"},
        starts=("E6", "E12"),
        stops=("R1",),
        needs=obstacle_is_closed,
        public=True,
        held=True,
    )
    def conclude(self: Any) -> None:
        """Bring the outcome of the obstacle to the reporter."""

    @step(
        gettext_lazy("Link again"),
        moves={State.ANSWERED: State.LINKED},
        by=Role.RULE,
        tells={Role.REPORTER: "news", Role.FRONT_OFFICE: "news"},
        stops=("E6", "E12"),
        needs=obstacle_is_open,
        public=True,
    )
    def relink(self: Any) -> None:
        """Wait again with the obstacle, because it was reopened."""

    @step(
        gettext_lazy("Ask whether it helped"),
        moves={State.ANSWERED: SAME},
        by=Role.CLOCK,
        tells={Role.REPORTER: "effect", Role.FRONT_OFFICE: "effect"},
        versioned=False,
        public=True,
    )
    def ask_effect(self: Any) -> None:
        """Ask the reporter, 6 and 12 months after a resolution, whether it is felt."""

    @step(
        gettext_lazy("Say whether it helped"),
        moves={State.ANSWERED: SAME},
        by=FILERS,
        form=forms.Effect,
        follows=("propose_reopen",),
        versioned=False,
        public=True,
    )
    def confirm_effect(self: Any, *, felt: str, words: str) -> None:
        """Tell whether the solution is felt; not felt puts the obstacle on a list again."""
        if words:
            self.say("feedback", text=words, language=self.report.language)
