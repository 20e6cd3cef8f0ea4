"""Takes the steps that are owed in one case because of a line in the log of another.

One case per transaction, through the door, with the condition asked again under the lock. What is
refused is settled and noted; what meets a deadlock is tried again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from .actors import Rule
from .models import Case, Errand
from .refusals import Refused
from .states import Kind
from .steps import take_step

log = logging.getLogger(__name__)

TRIES = 3
AT_ONCE = 200
# Steps that tell reporters: their progress stands on the page of the cause.
TELLING = ("conclude", "relink", "move")


@dataclass(frozen=True)
class Progress:
    """How many of the cases that a line of the log reaches have been reached."""

    done: int
    all: int


def run_errands(*, now: datetime) -> int:
    """Take steps that are owed, in the order of the cases' keys; return how many were settled.

    At most two hundred at a time, so that a worker that is asked to stop can stop.
    """
    owed = Errand.objects.filter(settled_at=None).order_by("case_id", "owed_at", "pk")
    keys = list(owed.values_list("pk", flat=True))
    settled = filter(None, (_run(key, now=now) for key in keys))
    return sum(islice(settled, AT_ONCE))


def _run(key: Any, *, now: datetime) -> bool:
    """Settle one errand; a deadlock is tried again, and what fails stays owed for the next run."""
    for attempt in range(TRIES):
        try:
            return _settle(key, now=now)
        except OperationalError:
            log.info("Errand %s met another transaction, try %d", key, attempt + 1)
        except Exception:  # one errand that cannot be done does not stop the rest
            log.exception("Errand %s was not done", key)
            return False
    return False


@transaction.atomic
def _settle(key: Any, *, now: datetime) -> bool:
    """Take the step and mark the errand together; False when another worker has it."""
    errand = (
        Errand.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .filter(~Exists(_earlier()), pk=key, settled_at=None)
        .select_related("case")
        .first()
    )
    if errand is None:
        return False
    try:
        answers = _answers(errand)
        take_step(errand.case, errand.step, by=Rule(errand.cause_id), at=now, answers=answers)
    except Refused as refusal:
        errand.refused = refusal.message[:300]
    errand.settled_at = errand.case.kept_time(now)
    errand.save(update_fields=["settled_at", "refused"])
    return True


def _earlier() -> Any:
    """What is owed in one case is done in the order in which it came to be owed."""
    before = Errand.objects.filter(case=OuterRef("case"), settled_at=None)
    return before.filter(owed_at__lt=OuterRef("owed_at"))


def _answers(errand: Errand) -> dict[str, str]:
    """What the step's form asks; a body reads why its question was taken back."""
    if errand.step != "withdraw":
        return {}
    with override(errand.case.subject.language):
        return {"reason": _("The obstacle is closed.")}


def progress(case: Case) -> Progress:
    """How far the newest line that reaches reporters has come: 37 of 40 reporters told."""
    reached = Errand.objects.filter(
        cause__case=case, step__in=TELLING, case__kind=Kind.REPORT
    ).order_by("-cause__number")
    newest = reached.values_list("cause", flat=True).first()
    errands = reached.filter(cause=newest)
    return Progress(errands.exclude(settled_at=None).count(), errands.count())
