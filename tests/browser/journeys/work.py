"""What colleagues do in most stories, from their own pages."""

from typing import Any

from tests.browser.journeys.mailbox import link_in
from tests.browser.journeys.people import SEND, Colleague

__all__ = ["SEND", "link_in"]

OUTCOME = "Your diploma now counts on both sides."
TITLE = "Diplomas of nurses do not count"
MINISTRY = "be-fps-health"
QUESTION = "Would you accept Dutch diplomas of nurses?\nUnder which conditions?"


def take_up(intake: Colleague) -> None:
    """Open the triage and take up the report that waits longest."""
    intake.presses("header a[href$='/work/triage']")
    intake.presses("button[value=take_up]")


def link(intake: Colleague, **answers: str) -> None:
    """Link the report at hand: to a new obstacle, unless another one is named."""
    intake.presses(".go button[value=link]:not(form.go button)")
    intake.types(**(answers or {"title": TITLE, "language": "en", "theme": "health"}))
    intake.presses(SEND)


def analyse(coordinator: Colleague, expert: Colleague, reference: str) -> None:
    """Describe both sides, name the expert, and start the analysis."""
    for area in ("NL", "BE"):
        coordinator.takes(
            reference,
            "edit_side",
            area=area,
            nature="legislative_provision",
            position="no_answer",
            state="open",
        )
    coordinator.takes(reference, "assign", lead="eva")
    expert.takes(reference, "start_analysis")


def ask(expert: Colleague, reference: str, **more: str) -> None:
    expert.takes(
        reference,
        "consult",
        bodies=[MINISTRY],
        subject="Diplomas of nurses",
        question=QUESTION,
        language="fr",
        **more,
    )


def propose(expert: Colleague, reference: str) -> None:
    expert.takes(
        reference,
        "propose_solution",
        kind="domestic_law",
        text="Change the decree so that the diploma counts.",
        bodies=[MINISTRY],
    )


def resolve(coordinator: Colleague, reference: str, **changed: Any) -> None:
    """Close it as resolved completely, unless something else is said."""
    told = {"extent": "completely", "words_en": OUTCOME}
    coordinator.takes(reference, "resolve", **{**told, **changed})


def publish(expert: Colleague, coordinator: Colleague, reference: str) -> None:
    """Write the text, ask for a review, and approve it."""
    expert.finds(reference)
    expert.presses("a[href$='/text']")
    expert.types(summary_en="A diploma of one country does not count in the other.")
    expert.presses(SEND)
    expert.presses("form[action$='/request_review'] button")
    coordinator.takes(reference, "approve")
