"""Who could lead, shown beside the form of an assignment."""

from django.utils import timezone

from workflow.grammar import Step
from workflow.models import Case
from workflow.proposals import Proposal, ranked

MOST = 6


def proposed(case: Case, step: Step) -> list[Proposal]:
    """The best experts for an assignment; for other steps nobody."""
    if step.name != "assign":
        return []
    return ranked(case, today=timezone.localdate())[:MOST]
