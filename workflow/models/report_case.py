"""A report's case: what its steps write of their own."""

from workflow.actors import Rule
from workflow.procedure import Intake, ReportDesk, Reporting
from workflow.states import Kind, Resolution

from .case import Case
from .entry import Entry

# Steps that change on which obstacle a report hangs.
HANGING = ("link", "unlink", "reopen", "move")


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

    @property
    def moves_to(self) -> Case | None:
        """Where the merge, or the undoing, that is being followed sends this report, if anywhere.

        Asked anew under the lock: a merge undone meanwhile moves nothing, and its undoing brings
        back only reports whose last move was by that merge.
        """
        by = self.moment.by if self.moment else None
        cause = Entry.objects.filter(pk=by.cause).first() if isinstance(by, Rule) else None
        match cause.step if cause else "":
            case "merge" if cause.case_id == self.parent_id:
                survivor = [cause.case.subject.merged_into_id]
                return Case.objects.filter(obstacle__in=survivor).first()
            case "unmerge" if self._moved_by_merge_of(cause.case):
                return cause.case
        return None

    def _moved_by_merge_of(self, origin: Case) -> bool:
        """Whether the report came to where it hangs by the last merge of an obstacle."""
        moved = self.log.filter(step__in=HANGING).order_by("number").last()
        merge = origin.log.filter(step="merge").order_by("number").last()
        stands = origin.state != Resolution.MERGED
        return stands and bool(moved and merge and moved.actor == merge.pk)

    def follow_merge(self) -> None:
        """Hang on the obstacle that stays open, or back on the one taken out again."""
        self.parent = self.moves_to

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
        self.log.update(facts={}, salt="")
        self.notices.update(address="", facts={})
        for attachment in self.attachments.select_related("document"):
            attachment.document.content.delete(save=False)
            attachment.delete()
