"""What the public reads of an obstacle, beside what stands at the desk."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from workflow.models import Case
from workflow.models.obstacle_case import TEXTS
from workflow.states import Kind, Publication

# Steps that change a side, and so what the next approval would publish.
TOUCH_SIDES = ("edit_side", "resolve", "reopen")


def is_changed(case: Case) -> bool:
    """Whether the text at the desk is another than the one the public reads."""
    snapshot = case.obstacle.published
    if snapshot is None:
        return False
    if any(getattr(snapshot, name) != getattr(case.obstacle, name) for name in TEXTS):
        return True
    later = case.log.filter(step__in=TOUCH_SIDES, at__gt=snapshot.approved_at)
    return bool(later.exists())


def publication_words(case: Case) -> str:
    return str(capfirst(Publication(case.publication).label))


def audience_chip(case: Case) -> dict[str, Any]:
    """Who may read the case as it stands, for the head of its page."""
    if case.kind == Kind.CONSULTATION:
        return {"who": "body", "words": case.consultation.authority.name}
    if case.kind != Kind.OBSTACLE:
        return {"who": "team", "words": ""}
    words = publication_words(case)
    if case.obstacle.published_id is None:
        return {"who": "team", "words": words}
    if is_changed(case):
        words = _("Published, changed since")
    return {"who": "all", "words": words}
