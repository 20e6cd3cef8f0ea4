"""A report: received, taken up, asked, linked, redirected, rejected, answered."""

from typing import Any

from django.utils.translation import gettext_lazy

from workflow.forms import intake as forms
from workflow.grammar import SAME, each, step
from workflow.roles import DESK, EXPERTS, Role
from workflow.states import Intake as State
from workflow.states import Kind, open_states

OPEN = open_states(Kind.REPORT)
CLOSED_BY_US = (
    State.REDIRECTED,
    State.REJECTED,
    State.LAPSED,
    State.WITHDRAWN,
    State.ANSWERED,
)


class Intake:
    """What the centre does with a report until it is decided where it belongs."""

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
        gettext_lazy("Link to an obstacle"),
        moves={State.IN_TRIAGE: State.LINKED},
        by=DESK,
        form=forms.Link,
        tells={Role.REPORTER: "news", Role.FRONT_OFFICE: "news"},
        stops=("S1", "S2"),
        public=True,
        held=True,
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
