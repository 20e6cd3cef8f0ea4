"""A report's case: what its steps write of their own."""

from typing import Any

from workflow.procedure import Intake, ReportDesk, Reporting
from workflow.states import Kind

from .case import Case


class ReportCase(Reporting, Intake, ReportDesk, Case):
    """The handling of one report."""

    handles = Kind.REPORT

    class Meta:
        proxy = True

    @property
    def is_anonymous(self) -> bool:  # type: ignore[override]
        return bool(self.report.is_anonymous)

    @property
    def answer_is_awaited(self) -> bool:
        """Whether a question to the reporter has no answer yet."""
        return bool(self.messages.filter(kind="question", settled_at=None).exists())

    def settle_question(self) -> None:
        """Mark the open questions as answered by what was just said."""
        assert self.moment is not None
        self.messages.filter(kind="question", settled_at=None).update(settled_at=self.moment.at)

    def change_contact(self, *, email: str, phone: str, address: str, language: str) -> None:
        """Replace how the reporter may be reached."""
        contact = self.report.contact
        contact.email, contact.phone, contact.address = email, phone, address
        contact.language, contact.bounced_on = language, None
        contact.way = "email" if email else "phone" if phone else "post"
        contact.save()

    def follow_merge(self) -> None:
        """Hang on the obstacle that stays open, or back on the one taken out again."""
        into = self.parent.obstacle.merged_into if self.parent else None
        self.remember_move(into)

    def remember_move(self, into: Any) -> None:
        """Keep, in the log, where the report hung before, so that an unmerge finds it."""
        back = self.__dict__.get("move_to")
        target = back or Case.objects.filter(obstacle=into).first()
        if target is not None:
            self.parent = target

    def erase_person(self) -> None:
        """Erase story and contact, messages and files; the case and its count stay."""
        assert self.moment is not None
        report = self.report
        for name in ("cost", "office", "tried", "idea", "organisation", "since", "frequency"):
            setattr(report, name, "")
        report.account, report.erased_on = "", self.moment.day
        report.save()
        type(report.contact).objects.filter(pk=report.pk).delete()
        self.messages.all().delete()
        for attachment in self.attachments.select_related("document"):
            attachment.document.content.delete(save=False)
            attachment.delete()
