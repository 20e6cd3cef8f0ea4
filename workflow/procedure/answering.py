"""What the asked body does: accept, pass on, ask back, answer."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms import asking as forms
from workflow.grammar import SAME, each, step
from workflow.roles import EXPERTS, Role
from workflow.states import Asking as State

HERS = (State.SENT, State.ACCEPTED, State.QUESTION_BACK)
CORRECTABLE = timedelta(hours=24)


def answered_within_a_day(case: Any) -> str:
    answered = case.consultation.answered_at
    if answered and case.moment and case.moment.at - answered > CORRECTABLE:
        return _("An answer can be corrected for 24 hours. Send us a new one instead.")
    return ""


class Answering:
    """The other end of a consultation."""

    @step(
        gettext_lazy("Accept"),
        moves={State.SENT: State.ACCEPTED},
        by=Role.PARTNER,
        form=forms.Acceptance,
        tells={Role.LEAD_EXPERT: "partner_news"},
    )
    def accept(self: Any, *, handled_by: str) -> None:
        """Say who answers for the body."""
        self.consultation.handled_by = handled_by

    @step(
        gettext_lazy("Decline"),
        moves=each((State.SENT, State.ACCEPTED), to=State.DECLINED),
        by=Role.PARTNER,
        form=forms.Declining,
        tells={Role.LEAD_EXPERT: "partner_news"},
        stops=("S3",),
        follows=("positions_in",),
    )
    def decline(self: Any, *, why: Any, words: str, ask_instead: Any) -> None:
        """Say why the body does not answer, and whom to ask instead."""
        if words:
            self.say("answer", text=words, language=self.consultation.language)

    @step(
        gettext_lazy("Forward"),
        moves=each((State.SENT, State.ACCEPTED), to=State.FORWARDED),
        by=EXPERTS | {Role.PARTNER},
        form=forms.Forwarding,
        tells={Role.LEAD_EXPERT: "partner_news"},
        stops=("S3",),
    )
    def forward(self: Any, *, body: Any, note: str) -> None:
        """Pass the question on to the body that answers instead."""
        if note:
            self.say("answer", text=note, language=self.consultation.language)

    @step(
        gettext_lazy("Split"),
        moves=each((State.SENT, State.ACCEPTED), to=SAME),
        by=EXPERTS | {Role.PARTNER},
        form=forms.Splitting,
        tells={Role.LEAD_EXPERT: "partner_news"},
    )
    def split(self: Any, *, bodies: Any, part: str) -> None:
        """Ask other bodies for a part of the answer."""

    @step(
        gettext_lazy("Ask back"),
        moves=each((State.SENT, State.ACCEPTED), to=State.QUESTION_BACK),
        by=Role.PARTNER,
        form=forms.AskingBack,
        tells={Role.LEAD_EXPERT: "partner_news"},
        pauses=("S3",),
    )
    def ask_back(self: Any, *, question: str) -> None:
        """Ask us something before answering; the clock waits."""
        self.say("question_back", text=question, language=self.consultation.language)

    @step(
        gettext_lazy("Answer"),
        moves={
            **each(HERS, to=State.ANSWERED),
            **each((State.ANSWERED, State.CLOSED, State.WITHDRAWN), to=SAME),
        },
        by=Role.PARTNER,
        form=forms.Answer,
        tells={Role.LEAD_EXPERT: "partner_answered", Role.PARTNER: "answer_receipt"},
        stops=("S3",),
        follows=("positions_in",),
    )
    def answer(self: Any, *, files: list[Any], **told: Any) -> None:
        """Give the body's position; after closing it is kept and marked late."""
        self.record_answer(**told)
        self.keep(files, audience="bodies")

    @step(
        gettext_lazy("Correct the answer"),
        moves={State.ANSWERED: SAME},
        by=Role.PARTNER,
        form=forms.Answer,
        tells={Role.LEAD_EXPERT: "partner_answered"},
        needs=answered_within_a_day,
    )
    def correct_answer(self: Any, *, files: list[Any], **told: Any) -> None:
        """Correct one's answer within 24 hours."""
        self.correct_record(**told)
        self.keep(files, audience="bodies")

    @step(
        gettext_lazy("Ask for more time"),
        moves=each(HERS, to=SAME),
        by=Role.PARTNER,
        form=forms.ExtensionRequest,
        tells={Role.LEAD_EXPERT: "partner_news"},
        versioned=False,
    )
    def request_extension(self: Any, *, until: Any, reason: str) -> None:
        """Ask for more time, with a day and a reason."""
        self.say("extension_request", text=reason, language=self.consultation.language)
