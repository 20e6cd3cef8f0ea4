"""A report: received, taken up, asked, linked, redirected, rejected, answered."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..forms import intake as forms
from ..grammar import SAME, each, step
from ..roles import DESK, EXPERTS, FILERS, Role
from ..states import NEW, Kind, open_states
from ..states import Intake as State

OPEN = open_states(Kind.REPORT)
CLOSED_BY_US = (
    State.REDIRECTED,
    State.REJECTED,
    State.LAPSED,
    State.WITHDRAWN,
    State.ANSWERED,
)


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


class Intake:
    """From the first words of a report to a decision where it belongs."""

    @step(
        gettext_lazy("Report"),
        moves={NEW: State.RECEIVED},
        by=FILERS | DESK | {Role.IMPORT},
        form=forms.Report,
        tells={Role.REPORTER: "received", Role.FRONT_OFFICE: "received"},
        starts=("S1", "S2"),
        public=True,
    )
    def submit(self: Any, **told: Any) -> None:
        """Hand in a report; the access code is shown once."""

    @step(
        gettext_lazy("Take up"),
        moves={State.RECEIVED: State.IN_TRIAGE},
        by=DESK,
    )
    def take_up(self: Any) -> None:
        """Take a report into triage."""
        self.handler = self.moment.user

    @step(
        gettext_lazy("Ask the reporter"),
        moves={State.IN_TRIAGE: State.AWAITING_REPORTER, State.LINKED: SAME},
        by=DESK | EXPERTS,
        form=forms.Question,
        tells={Role.REPORTER: "question", Role.FRONT_OFFICE: "question"},
        starts=("R1",),
        stops=("S1",),
        pauses=("S2",),
        public=True,
    )
    def ask_reporter(self: Any, *, question: str, language: str, answer_by: Any) -> None:
        """Ask the reporter something we need to know, with a day to answer by."""
        self.say("question", text=question, language=language, answer_by=answer_by)

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
        gettext_lazy("Give back"),
        moves={State.IN_TRIAGE: State.RECEIVED},
        by=DESK,
    )
    def give_back(self: Any) -> None:
        """Put a report back among those nobody has taken up."""
        self.handler = None

    @step(
        gettext_lazy("Hand over"),
        moves={State.IN_TRIAGE: SAME},
        by=DESK,
        form=forms.HandOver,
    )
    def hand_over(self: Any, *, to: Any, note: str) -> None:
        """Hand a report over to a colleague, with a note."""
        self.handler = to
        self.say("note", text=note, language=self.moment.language)

    @step(
        gettext_lazy("Answer"),
        moves={State.IN_TRIAGE: State.ANSWERED},
        by=DESK,
        form=forms.Words,
        tells={Role.REPORTER: "answered", Role.FRONT_OFFICE: "answered"},
        stops=("S1", "S2"),
        public=True,
        held=True,
    )
    def answer(self: Any, *, words: str, language: str) -> None:
        """Close a report because information was enough."""
        self.say("decision", text=words, language=language)

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
        gettext_lazy("Link to an obstacle"),
        moves={State.IN_TRIAGE: State.LINKED},
        by=DESK,
        form=forms.Link,
        tells={Role.REPORTER: "news", Role.FRONT_OFFICE: "news"},
        stops=("S1", "S2"),
        public=True,
    )
    def link(self: Any, *, parent: Any, **told: Any) -> None:
        """Hang the report on an obstacle we know, or on a new one."""
        self.parent = parent

    @step(
        gettext_lazy("Unlink"),
        moves={State.LINKED: State.IN_TRIAGE},
        by=DESK,
        form=forms.Why,
        starts=("S2",),
        public=True,
    )
    def unlink(self: Any, *, reason: str) -> None:
        """Take the report off its obstacle."""
        self.parent = None

    @step(
        gettext_lazy("Redirect"),
        moves=each((State.RECEIVED, State.IN_TRIAGE), to=State.REDIRECTED),
        by=DESK,
        form=forms.Redirection,
        tells={Role.REPORTER: "redirected", Role.FRONT_OFFICE: "redirected"},
        stops=("S1", "S2"),
        public=True,
        held=True,
    )
    def redirect(self: Any, *, destination: Any, why: Any, words: str, language: str) -> None:
        """Send the reporter to a service that helps better, and say why."""
        self.say("decision", text=words, language=language)

    @step(
        gettext_lazy("Reject"),
        moves=each((State.RECEIVED, State.IN_TRIAGE), to=State.REJECTED),
        by=DESK,
        form=forms.Rejection,
        tells={Role.REPORTER: "rejected", Role.FRONT_OFFICE: "rejected"},
        stops=("S1", "S2"),
        public=True,
        held=True,
    )
    def reject(self: Any, *, why: Any, words: str, language: str) -> None:
        """Turn a report away with a reason; spam is told nothing."""
        self.silent = not why.sends_message
        if words:
            self.say("decision", text=words, language=language or self.report.language)

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

    @step(
        gettext_lazy("Reopen"),
        moves=each(CLOSED_BY_US, to=State.IN_TRIAGE),
        by=DESK,
        form=forms.Why,
        tells={Role.REPORTER: "news", Role.FRONT_OFFICE: "news"},
        starts=("S2",),
        stops=("E6", "E12"),
        public=True,
    )
    def reopen(self: Any, *, reason: str) -> None:
        """Take a closed report up again, when the reporter asks for it."""
        self.parent = None
        self.handler = self.moment.user
