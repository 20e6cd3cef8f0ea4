"""The procedures, put together: which steps a case of each kind knows, in order."""

from ..grammar import Step, steps_of
from ..states import Kind
from .consultation import Consultation
from .desk import Desk, ObstacleDesk, ReportDesk
from .intake import Intake
from .publication import PublishedText
from .resolution import Resolution

CHAPTERS: dict[Kind, tuple[type, ...]] = {
    Kind.REPORT: (Intake, ReportDesk),
    Kind.OBSTACLE: (Resolution, PublishedText, ObstacleDesk),
    Kind.CONSULTATION: (Consultation, Desk),
}


def steps(kind: str) -> dict[str, Step]:
    """All steps of one kind of case by name, in the order in which the chapters tell them."""
    found: dict[str, Step] = {}
    for chapter in CHAPTERS[Kind(kind)]:
        found |= steps_of(chapter)
    return found


def opening(kind: str) -> Step:
    """The step that opens a case of this kind."""
    return next(step for step in steps(kind).values() if step.opens)


__all__ = [
    "CHAPTERS",
    "Consultation",
    "Desk",
    "Intake",
    "ObstacleDesk",
    "PublishedText",
    "ReportDesk",
    "Resolution",
    "opening",
    "steps",
]
