"""A question to a partner body: sent, accepted, answered, forwarded."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms import asking as forms
from workflow.forms import intake
from workflow.grammar import SAME, each, step
from workflow.roles import EXPERTS, Role
from workflow.states import NEW
from workflow.states import Asking as State

HERS = (State.SENT, State.ACCEPTED, State.QUESTION_BACK)
CORRECTABLE = timedelta(hours=24)


def answered_within_a_day(case: Any) -> str:
    answered = case.consultation.answered_at
    if answered and case.moment and case.moment.at - answered > CORRECTABLE:
        return _("An answer can be corrected for 24 hours. Send us a new one instead.")
    return ""


class Consultation:
    """What we do with a question to a body."""

    @step(
        gettext_lazy("Draft a question"),
        moves={NEW: State.DRAFT},
        by=EXPERTS,
    )
    def draft(self: Any, **told: Any) -> None:
        """Write a question that is not sent yet."""

    @step(
        gettext_lazy("Send"),
        moves={State.DRAFT: State.SENT},
        by=EXPERTS,
        form=forms.Packet,
        tells={Role.PARTNER: "request"},
        starts=("S3",),
    )
    def send(self: Any, **told: Any) -> None:
        """Send the question to the body, with its packet and a day to answer by."""
        self.fill_packet(**told)
        self.seat_partner()

    @step(
        gettext_lazy("Clarify"),
        moves={State.QUESTION_BACK: State.SENT},
        by=EXPERTS,
        form=forms.Clarification,
        tells={Role.PARTNER: "clarified"},
        resumes=("S3",),
    )
    def clarify(self: Any, *, words: str, packet: list[str], answer_by: Any) -> None:
        """Answer the body's question, and change its packet where needed."""
        self.say("clarification", text=words, language=self.consultation.language)
        self.change_packet(packet, answer_by=answer_by)

    @step(
        gettext_lazy("Give more time"),
        moves=each(HERS, to=SAME),
        by=EXPERTS,
        form=forms.Extension,
        tells={Role.PARTNER: "extended"},
    )
    def extend(self: Any, *, until: Any, reason: str) -> None:
        """Set a later day to answer by."""
        self.consultation.answer_by = until

    @step(
        gettext_lazy("Withdraw"),
        moves=each(
            (State.DRAFT, State.SENT, State.ACCEPTED, State.QUESTION_BACK, State.FORWARDED),
            to=State.WITHDRAWN,
        ),
        by=EXPERTS | {Role.RULE},
        form=intake.Why,
        tells={Role.PARTNER: "request_withdrawn"},
        stops=("S3",),
        follows=("positions_in",),
    )
    def withdraw(self: Any, *, reason: str) -> None:
        """Take the question back."""

    @step(
        gettext_lazy("Close"),
        moves=each((State.ANSWERED, State.DECLINED, State.FORWARDED), to=State.CLOSED),
        by=EXPERTS,
        form=forms.Taken,
        stops=("S3",),
        follows=("positions_in",),
    )
    def close(self: Any, *, taken_from_it: str, release: bool) -> None:
        """Record what was taken from the answer."""
        self.close_record(taken_from_it, release=release)

    @step(
        gettext_lazy("Remind"),
        moves=each((State.SENT, State.ACCEPTED), to=SAME),
        by=Role.CLOCK,
        tells={Role.PARTNER: "reminder"},
        versioned=False,
    )
    def remind(self: Any) -> None:
        """Remind the body: 7 and 2 days before the day, then weekly."""
