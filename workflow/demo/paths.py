"""What becomes of the demo's obstacles: each path is a little story of an office."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from .beginnings import (
    analysed,
    asked,
    assigned,
    countries,
    half_answered,
    identified,
    lead,
    proposed,
)
from .people import Story

Path = Callable[[Story, str], Any]

OUTCOME = {
    "words_nl": "De regels passen nu op elkaar. Wie al wachtte, krijgt bericht.",
    "words_fr": "Les règles s'accordent désormais. Ceux qui attendaient sont informés.",
    "words_de": "Die Regeln passen nun zusammen. Wer wartete, bekommt Nachricht.",
    "words_en": "The rules now fit together. Those who waited are told.",
}
NO_OUTCOME = {
    "words_nl": "De bevoegde instanties willen de regel niet wijzigen.",
    "words_fr": "Les autorités compétentes ne veulent pas modifier la règle.",
    "words_de": "Die zuständigen Stellen wollen die Regel nicht ändern.",
    "words_en": "The bodies in charge do not want to change the rule.",
}


def adopted(story: Story, theme: str) -> bool:
    if not proposed(story, theme) or not story.wait(5, 25):
        return False
    soon = story.day + timedelta(days=90)
    story.take(
        "adopt",
        story.office.who("coordinator"),
        act_reference="Ministerial regulation 2026/114",
        milestones=f"{soon:%Y-%m-%d} The new form is in use",
    )
    return True


def resolved(story: Story, theme: str) -> bool:
    if not proposed(story, theme) or not story.wait(10, 40):
        return False
    story.take(
        "resolve",
        story.office.who("coordinator"),
        extent="completely",
        solved_sides=countries(story),
        **OUTCOME,
    )
    published(story, theme)
    return True


def partly_resolved(story: Story, theme: str) -> bool:
    if not proposed(story, theme) or not story.wait(10, 40):
        return False
    first, *rest = countries(story)
    story.take(
        "resolve",
        story.office.who("coordinator"),
        extent="partially",
        solved_sides=[first],
        open_sides=rest,
        **OUTCOME,
    )
    published(story, theme)
    return True


def unresolved(story: Story, theme: str) -> bool:
    if not analysed(story, theme) or not story.wait(20, 60):
        return False
    story.take(
        "close_unresolved",
        story.office.who("coordinator"),
        why="authority_unwilling",
        still_possible="You can ask the ombudsman of your country.",
        language="en",
        **NO_OUTCOME,
    )
    return True


def dismissed(story: Story, theme: str) -> bool:
    if not assigned(story, theme) or not story.wait(5, 30):
        return False
    story.take("dismiss", story.office.who("coordinator"), why="information_sufficient", **OUTCOME)
    return True


def held(story: Story, theme: str) -> bool:
    if not analysed(story, theme) or not story.wait(5, 30):
        return False
    story.take(
        "hold",
        story.office.who("coordinator"),
        why="awaiting_legislation",
        review_on=story.day + timedelta(days=story.office.dice.randint(20, 120)),
    )
    return True


def reopened(story: Story, theme: str) -> bool:
    if not resolved(story, theme) or not story.wait(10, 40):
        return False
    story.take("reopen", story.office.who("coordinator"), reason="Reporters still meet the rule.")
    return True


def published(story: Story, theme: str) -> bool:
    """Ask for review and approve, with four eyes."""
    if story.case.handler is None or not story.wait(1, 5):
        return False
    story.take("request_review", lead(story))
    story.take("approve", story.office.who("coordinator-2"))
    return True


def in_public(path: Path) -> Path:
    """The same path, with the text approved for the register at its end."""

    def walk(story: Story, theme: str) -> bool:
        return path(story, theme) and published(story, theme)

    return walk


PATHS: tuple[Path, ...] = (
    resolved,
    in_public(half_answered),
    in_public(analysed),
    resolved,
    in_public(asked),
    in_public(proposed),
    held,
    resolved,
    partly_resolved,
    in_public(adopted),
    unresolved,
    identified,
    in_public(half_answered),
    resolved,
    reopened,
    assigned,
    in_public(asked),
    dismissed,
    partly_resolved,
    in_public(analysed),
    in_public(half_answered),
)
