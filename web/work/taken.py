"""What somebody reads who just took a step."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflow.models import Case, Entry

from .done import done


def told(case: Case, entry: Entry) -> str:
    """What was done, and how many letters are on their way."""
    said = _("Done: %(step)s.") % {"step": done(case, entry.step)}
    letters = entry.notices.count()
    if not letters:
        return said
    frame = ngettext(
        "%(count)d letter is on its way.", "%(count)d letters are on their way.", letters
    )
    return " ".join([said, frame % {"count": letters}, *_undo(case, entry)])


def _undo(case: Case, entry: Entry) -> list[str]:
    """How a mistake is undone while its letters wait."""
    step = case.steps[entry.step]
    back = case.steps.get("unlink" if entry.step == "link" else "reopen")
    if not step.held or back is None:
        return []
    words = {"step": back.label, "seconds": settings.LETTERS_HELD_SECONDS}
    frame = _("A mistake? Choose “%(step)s” within %(seconds)d seconds, and no letter leaves.")
    return [frame % words]
