"""What a body has half written: shared by all who opened the same question with its code."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from workflow.models import Draft, Seat

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "do", "seen", "draft", "step", "file", "files"})


@dataclass(frozen=True)
class Kept:
    """The draft as it stands; ``theirs`` when a colleague saved another one meanwhile."""

    draft: Draft
    theirs: bool = False


def find(seat: Seat, form: str) -> Draft | None:
    return _of(seat, form).first()


@transaction.atomic
def keep(seat: Seat, form: str, posted: QueryDict, *, at: datetime) -> Kept:
    """Save what was typed, unless a colleague saved something else since the page was opened."""
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    answers = {name: posted.getlist(name) for name in posted if name not in NOT_KEPT}
    draft = _of(seat, form).first()
    if draft and mark(draft) != posted.get("draft", "") and draft.answers != answers:
        return Kept(draft, theirs=True)
    draft = draft or Draft(bearer=str(seat.pk), case_id=seat.case_id, form=form)
    draft.answers, draft.saved_at = answers, at
    draft.save()
    return Kept(draft)


def rescue(seat: Seat, form: str, posted: QueryDict, *, at: datetime) -> bool:
    """Keep the text of a visit that ended; False where a colleague's draft stands."""
    return bool(form) and not keep(seat, form, posted, at=at).theirs


def drop(seat: Seat, form: str) -> None:
    _of(seat, form).delete()


def mark(draft: Draft | None) -> str:
    """Which state of the draft a page shows."""
    return draft.saved_at.isoformat() if draft else ""


def initial_of(draft: Draft | None) -> dict[str, Any]:
    """The draft as a form shows it."""
    answers = draft.answers if draft else {}
    return {name: values[0] for name, values in answers.items() if values}


def _of(seat: Seat, form: str) -> Any:
    mine = Draft.objects.filter(owner=None, bearer=str(seat.pk), form=form)
    return mine.order_by("-saved_at")
