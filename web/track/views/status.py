"""How one's report stands, who has it now, and by when there is news."""

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from web.track.conversation import attachments, conversation
from web.track.standing import asked_bodies, expected, now_with
from web.track.timeline import timeline
from workflow.models import Case
from workflow.standing import sentence
from workflow.states import Intake

from .mine import MyReport

HEADING = 90


class Status(MyReport):
    """The page a reporter comes back to."""

    template = "track/status.html"

    def shows(self) -> dict[str, Any]:
        case = self.case
        expects = expected(case, today=localdate(self.now))
        who, theirs = now_with(case)
        return {
            **super().shows(),
            "heading": heading(case),
            "stands": sentence(case),
            "who": who,
            "theirs": theirs,
            "expects": expects,
            "timeline": timeline(case, expects, theirs=theirs),
            "talk": conversation(case)[-3:],
            "files": attachments(case, self.actor),
            "obstacle": _published(case),
            "has_result": case.state in (Intake.ANSWERED, Intake.REDIRECTED, Intake.REJECTED),
            "todo": self.todo(),
            "bodies": [body.name for body in asked_bodies(case)] if case.parent else [],
        }

    def todo(self) -> list[tuple[str, str]]:
        """What one can do now, as links: (address, words)."""
        at = [self.case.reference]
        links = []
        if self.may("reply") or self.may("add"):
            links.append((reverse("track-messages", args=at) + "#write", _("Write a message")))
            links.append((reverse("track-messages", args=at) + "#write", _("Add a file")))
        if hasattr(self.case.report, "contact") and not self.case.report.erased_on:
            links.append((reverse("track-contact", args=at), _("Change how we reach you")))
        if self.may("withdraw"):
            links.append((reverse("track-withdraw", args=at), _("Take your report back")))
        return links


def heading(case: Case) -> tuple[str, str]:
    """The first words of the story, so that whoever wrote it knows it again: (words, language)."""
    story = case.report.account.strip()
    if not story:
        return _("Your report"), ""
    first = story.split("\n", 1)[0].split(". ", 1)[0]
    return Truncator(first).chars(HEADING), case.report.language


def _published(case: Case) -> Any:
    """The obstacle the report hangs on, where the public may read it."""
    obstacle = case.parent.obstacle if case.parent else None
    return obstacle if obstacle and obstacle.published_id else None
