"""Taking a step from a page of a body: done, or refused in words with the text kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from web.partner.entrance import Visit
from workflow.refusals import Incomplete, NotNow, NotYours, Overtaken, Refused, Unknown
from workflow.steps import take_step

STATUS = {Unknown: 403, NotYours: 403, NotNow: 409, Overtaken: 409, Incomplete: 422}


@dataclass(frozen=True)
class Outcome:
    """What came of a step: nothing to say, or why it was refused."""

    refusal: Refused | None = None

    @property
    def status(self) -> int:
        return STATUS[type(self.refusal)] if self.refusal else 200


def take(visit: Visit, name: str, posted: QueryDict, form: Any, files: Any = None) -> Outcome:
    """Take a step with what was typed; what is missing is written at its field."""
    if not form.is_valid():
        return Outcome(Incomplete(form.errors))
    try:
        take_step(
            visit.case,
            name,
            by=visit.actor,
            at=visit.now,
            answers=posted,
            files=files,
            seen=seen_in(posted),
        )
    except Incomplete as refusal:
        _mark(form, refusal.errors)
        return Outcome(refusal)
    except Refused as refusal:
        return Outcome(refusal)
    return Outcome()


def seen_in(posted: QueryDict) -> int | None:
    """The version that the page showed; a page without one saw nothing."""
    seen = posted.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else None


def _mark(form: Any, errors: Mapping[str, Any]) -> None:
    for name, words in errors.items():
        form.add_error(name if name in form.fields else None, list(words))
