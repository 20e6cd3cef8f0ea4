"""The second machine of an obstacle: what the public may read of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms import closing, intake
from workflow.grammar import each, step
from workflow.roles import EXPERTS, Role
from workflow.states import Publication as State


def somebody_else_wrote_it(case: Any) -> str:
    """Four eyes: the one who approves is neither author nor last editor."""
    reviewer = case.reviewer
    if reviewer and reviewer in (case.obstacle.text_by_id, case.obstacle.edited_by_id):
        return _("You wrote this text or edited it last. A second coordinator must approve it.")
    return ""


def has_a_text(case: Any) -> str:
    if not case.obstacle.title or not case.obstacle.summary:
        return _("Write a title and a summary first.")
    return ""


def where_it_came_from(case: Any, **told: Any) -> str:
    """Back to the register while an approved snapshot stands."""
    return State.PUBLISHED if case.obstacle.published_id else State.UNPUBLISHED


class PublishedText:
    """Draft, review, publication, withdrawal of the text in the public register."""

    @step(
        gettext_lazy("Ask for review"),
        moves=each((State.UNPUBLISHED, State.PUBLISHED, State.WITHDRAWN), to=State.IN_REVIEW),
        by=EXPERTS,
        field="publication",
        needs=has_a_text,
    )
    def request_review(self: Any) -> None:
        """Ask a coordinator to read the text before the public does."""

    @step(
        gettext_lazy("Approve and publish"),
        moves={State.IN_REVIEW: State.PUBLISHED},
        by=Role.COORDINATOR,
        field="publication",
        needs=somebody_else_wrote_it,
    )
    def approve(self: Any) -> None:
        """Publish the text as it stands now; later edits wait for a new approval."""
        self.publish()

    @step(
        gettext_lazy("Send back"),
        moves={State.IN_REVIEW: (where_it_came_from, (State.UNPUBLISHED, State.PUBLISHED))},
        by=Role.COORDINATOR,
        form=intake.Why,
        field="publication",
        tells={Role.LEAD_EXPERT: "sent_back"},
    )
    def send_back(self: Any, *, reason: str) -> None:
        """Return the text to its author with a reason."""

    @step(
        gettext_lazy("Withdraw from the register"),
        moves={State.PUBLISHED: State.WITHDRAWN},
        by=Role.COORDINATOR,
        form=closing.Retraction,
        field="publication",
    )
    def retract(self: Any, *, reason: str) -> None:
        """Take the text out of the public register."""
        self.unpublish()
