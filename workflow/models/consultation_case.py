"""A consultation's case: what its steps write of their own."""

from typing import Any

from django.utils.translation import override

from obstacles.languages import spoken
from obstacles.models import Document, Packet
from workflow.procedure import Answering, Consultation, Desk
from workflow.roles import Role
from workflow.states import Asking, Kind

from .case import Case


class ConsultationCase(Consultation, Answering, Desk, Case):
    """The handling of one question to one body."""

    handles = Kind.CONSULTATION

    class Meta:
        proxy = True

    def shareable_documents(self) -> Any:
        return self.parent.shareable_documents() if self.parent else Document.objects.none()

    def fill_packet(self, *, packet: list[str], documents: Any = (), **told: Any) -> None:
        """Freeze what the body is shown, field by field, as it stands now."""
        asked = self.consultation
        asked.subject, asked.question = told["subject"], told["question"]
        asked.language, asked.answer_by = told["language"], told["answer_by"]
        box, _made = Packet.objects.get_or_create(consultation=asked)
        box.fields = {name: self.frozen(name) for name in packet}
        box.save()
        box.documents.set(documents)

    def change_packet(self, packet: list[str], *, answer_by: Any) -> None:
        """Change what the body sees; nothing chosen leaves the packet as it is."""
        if packet:
            box = self.consultation.packet
            box.fields = {name: box.fields.get(name) or self.frozen(name) for name in packet}
            box.save()
        if answer_by:
            self.consultation.answer_by = answer_by

    def frozen(self, name: str) -> Any:
        """The words of one packet field, in the language of the question."""
        obstacle = self.consultation.obstacle
        with override(self.consultation.language):
            match name:
                case "summary":
                    return {"title": obstacle.title, "text": obstacle.summary}
                case "sides":
                    return [_side(side) for side in obstacle.sides.select_related("area")]
                case "solution":
                    return [
                        {"kind": one.get_kind_display(), "text": one.text, "language": one.language}
                        for one in obstacle.solutions.filter(revised_on=None)
                    ]
                case _:
                    return [_quoted(one) for one in _quotable(obstacle)]

    def seat_partner(self) -> None:
        """Give the body its seat: from now on it sees the packet, and nothing else."""
        self.seats.get_or_create(
            role=Role.PARTNER,
            authority=self.consultation.authority,
            defaults={"sort_at": self.opened_at},
        )

    def record_answer(self, *, text: str, language: str, **told: Any) -> None:
        """Write down the body's position; one that comes after closing is marked late."""
        assert self.moment is not None
        asked = self.consultation
        already = self.state in (Asking.ANSWERED, Asking.CLOSED, Asking.WITHDRAWN)
        if already and asked.answer:
            self.say("late_answer", text=text, language=language)
        else:
            self.correct_record(text=text, language=language, **told)
        overdue = asked.answer_by is not None and self.moment.day > asked.answer_by
        asked.is_late = asked.is_late or already or overdue
        asked.answered_at = asked.answered_at or self.moment.at

    def correct_record(self, *, text: str, language: str, **told: Any) -> None:
        asked = self.consultation
        asked.answer, asked.answer_language = text, language
        for name in ("position", "acts_by", "act_reference", "may_be_quoted"):
            setattr(asked, name, told[name])

    def close_record(self, taken_from_it: str, *, release: bool) -> None:
        """Close the question; release the answer only where the body agreed to be quoted."""
        assert self.moment is not None
        self.consultation.taken_from_it = taken_from_it
        if release and self.consultation.may_be_quoted:
            self.consultation.released_on = self.moment.day


def _side(side: Any) -> dict[str, str]:
    return {
        "area": spoken(side.area, "name"),
        "nature": str(side.get_nature_display()),
        "position": str(side.get_position_display()),
        "state": str(side.get_state_display()),
        "words": side.words,
    }


def _quotable(obstacle: Any) -> Any:
    answered = obstacle.consultations.filter(may_be_quoted=True).exclude(answer="")
    return answered.select_related("authority")


def _quoted(one: Any) -> dict[str, str]:
    return {
        "body": one.authority.name,
        "position": str(one.get_position_display()),
        "text": one.answer,
        "language": one.answer_language,
    }
