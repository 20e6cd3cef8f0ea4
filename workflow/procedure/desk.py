"""Acts that move nothing: each is a step with a line in the log."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms import closing
from workflow.forms import desk as forms
from workflow.grammar import SAME, each, step
from workflow.roles import DESK, EXPERTS, FILERS, STAFF, Role
from workflow.states import Asking, Resolution
from workflow.states import Intake as Report

IN_REPORT = each(Report, to=SAME)
IN_OBSTACLE = each(Resolution, to=SAME)
ANYWHERE = {**IN_REPORT, **IN_OBSTACLE, **each(Asking, to=SAME)}


def second_person_agreed(case: Any) -> str:
    if case.report.erased_on:
        return _("This report has been erased already.")
    return ""


def there_is_where_to_move(case: Any) -> str:
    return "" if case.moves_to else _("The report hangs where it belongs already.")


class Desk:
    """What one may do with any case, whatever its procedure."""

    @step(
        gettext_lazy("Write a note"),
        moves=ANYWHERE,
        by=STAFF,
        form=forms.Note,
        versioned=False,
    )
    def note(self: Any, *, text: str) -> None:
        """Write a note that only the team reads."""
        self.say("note", text=text, language=self.moment.language)

    @step(
        gettext_lazy("Attach files"),
        moves=ANYWHERE,
        by=STAFF,
        form=forms.Attachment,
        versioned=False,
    )
    def attach(self: Any, *, files: list[Any]) -> None:
        """Add files to the case."""
        self.keep(files, audience="team")


class ReportDesk(Desk):
    @step(
        gettext_lazy("Write to the reporter"),
        moves=IN_REPORT,
        by=STAFF,
        form=forms.Message,
        tells={Role.REPORTER: "message", Role.FRONT_OFFICE: "message"},
        stops=("S1",),
        versioned=False,
        public=True,
    )
    def message(self: Any, *, text: str, language: str) -> None:
        """Send words to whoever reported."""
        self.say("message", text=text, language=language)

    @step(
        gettext_lazy("Correct the contact details"),
        moves=IN_REPORT,
        by=FILERS | DESK,
        form=forms.Mail,
        versioned=False,
    )
    def correct_contact(self: Any, **told: Any) -> None:
        """Change the address, the number or the language of letters."""
        self.change_contact(**told)

    @step(
        gettext_lazy("Remind the reporter"),
        moves={Report.AWAITING_REPORTER: SAME},
        by=Role.CLOCK,
        tells={Role.REPORTER: "question_reminder", Role.FRONT_OFFICE: "question_reminder"},
        versioned=False,
    )
    def remind_reporter(self: Any) -> None:
        """Remind the reporter once of our question, before the report lapses."""

    @step(
        gettext_lazy("Move to another obstacle"),
        moves=each((Report.LINKED, Report.ANSWERED), to=SAME),
        by=Role.RULE,
        tells={Role.REPORTER: "news", Role.FRONT_OFFICE: "news"},
        needs=there_is_where_to_move,
        public=True,
    )
    def move(self: Any) -> None:
        """Follow the obstacle into the one it was merged with, or back."""
        self.follow_merge()

    @step(
        gettext_lazy("Erase"),
        moves=IN_REPORT,
        by={Role.DATA_PROTECTION, Role.COORDINATOR},
        form=forms.Erasure,
        needs=second_person_agreed,
    )
    def erase(self: Any, *, reason: str, confirmed_by: Any) -> None:
        """Erase story and contact; the case stays, and the figures keep the count."""
        self.erase_person()


class ObstacleDesk(Desk):
    @step(
        gettext_lazy("Edit the text"),
        moves=IN_OBSTACLE,
        by=STAFF | {Role.IMPORT},
        form=closing.TextEdit,
    )
    def edit(self: Any, **told: Any) -> None:
        """Change title, summary, borders or theme; the old text stays in the log."""
        self.change_text(**told)

    @step(
        gettext_lazy("Edit the facts"),
        moves=IN_OBSTACLE,
        by=EXPERTS | {Role.IMPORT},
        form=forms.FactEdit,
    )
    def edit_facts(self: Any, **told: Any) -> None:
        """Say why the sides do not fit, whom it affects, since when, and by which source."""
        for name, value in told.items():
            setattr(self.obstacle, name, value)

    @step(
        gettext_lazy("Edit a side"),
        moves=IN_OBSTACLE,
        by=EXPERTS | {Role.IMPORT},
        form=forms.SideEdit,
    )
    def edit_side(self: Any, *, area: Any, **told: Any) -> None:
        """Describe one side: rule, body in charge, position, state."""
        self.change_side(area, **told)

    @step(
        gettext_lazy("Share"),
        moves=IN_OBSTACLE,
        by=EXPERTS,
        form=forms.Sharing,
    )
    def share(self: Any, *, bodies: Any, until: Any) -> None:
        """Let bodies read this obstacle."""
        self.share_with(bodies, until=until)

    @step(
        gettext_lazy("Stop sharing"),
        moves=IN_OBSTACLE,
        by=EXPERTS,
        form=forms.Unsharing,
    )
    def unshare(self: Any, *, bodies: Any) -> None:
        """End the reading rights of bodies."""
        self.stop_sharing(bodies)

    @step(
        gettext_lazy("Extend a deadline"),
        moves=IN_OBSTACLE,
        by=EXPERTS,
        form=forms.DeadlineExtension,
    )
    def extend_deadline(self: Any, *, rule: str, reason: str) -> None:
        """Give a clock longer, once, where its rule allows it."""

    @step(
        gettext_lazy("Hand over"),
        moves=IN_OBSTACLE,
        by={Role.LEAD_EXPERT, Role.COORDINATOR},
        form=forms.HandOver,
        tells={Role.LEAD_EXPERT: "assigned"},
    )
    def hand_over(self: Any, *, to: Any, note: str) -> None:
        """Hand the lead over to a colleague, with a note."""
        self.seat_experts(to, None)
        self.say("note", text=note, language=self.moment.language)

    @step(
        gettext_lazy("Propose to reopen"),
        moves=IN_OBSTACLE,
        by=Role.RULE,
        tells={Role.LEAD_EXPERT: "not_felt"},
        versioned=False,
    )
    def propose_reopen(self: Any) -> None:
        """Put a closed obstacle on the coordinator's list: a reporter does not feel it solved."""
        self.reopen_proposed_on = self.moment.day
