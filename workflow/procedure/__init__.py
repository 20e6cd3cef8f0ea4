"""The procedures, put together: which steps a case of each kind knows, in order."""

from functools import cache

from workflow.grammar import Step, steps_of
from workflow.states import Kind

from .answering import Answering
from .closing import Closing
from .consultation import Consultation
from .desk import Desk, ObstacleDesk, ReportDesk
from .intake import Intake
from .publication import PublishedText
from .reporting import Reporting
from .resolution import Resolution

CHAPTERS: dict[Kind, tuple[type, ...]] = {
    Kind.REPORT: (Reporting, Intake, ReportDesk),
    Kind.OBSTACLE: (Resolution, Closing, PublishedText, ObstacleDesk),
    Kind.CONSULTATION: (Consultation, Answering, Desk),
}


@cache
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
    "Answering",
    "Closing",
    "Consultation",
    "Desk",
    "Intake",
    "ObstacleDesk",
    "PublishedText",
    "ReportDesk",
    "Reporting",
    "Resolution",
    "opening",
    "steps",
]
