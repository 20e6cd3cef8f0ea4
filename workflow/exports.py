"""Makes the lists that were asked for as a file, as their owner may see them then."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from . import policy
from .actors import Official
from .list_filter import errors_in, narrowed
from .models import Case, Export
from .states import Kind

log = logging.getLogger(__name__)

LIVES = timedelta(hours=24)
MOST_ROWS = 200_000
LENGTH = 16
# What a list may be narrowed by; of what somebody outside may not read, no count tells.
NARROWS = ("q", "border", "theme", "organisation", "assignee", "overdue")
ALWAYS = ("state", "open", "created_after", "updated_after", "ordering")


def make_waiting(*, clock: Callable[[], datetime]) -> int:
    """Make every list that waits; return how many there were."""
    made = 0
    while _make_next(clock()):
        made += 1
    return made


@transaction.atomic
def _make_next(now: datetime) -> bool:
    waiting = Export.objects.filter(status=Export.Status.WAITING).order_by("id")
    export = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if export is None:
        return False
    try:
        with transaction.atomic():
            export.keys = b"".join(key.bytes for key in _keys(export))
        export.rows, export.status = len(export.keys) // LENGTH, Export.Status.DONE
    except Exception:  # one list that cannot be made does not stop the others
        log.exception("Export %s was not made", export.pk)
        export.status = Export.Status.FAILED
    export.done_at, export.expires_at = now, now + LIVES
    export.save()
    return True


def _keys(export: Export) -> Iterator[UUID]:
    """The keys of the nouns, in the order of the list; none for an owner who left."""
    if not export.owner.is_active:
        return iter(())
    actor = Official(export.owner)
    kind = Kind(export.kind)
    seen = Case.objects.visible_to(actor).of(kind)
    found = narrowed(export.filters, seen)
    keys = found.values_list(f"{kind}_id", flat=True)[:MOST_ROWS]
    return iter(keys.iterator(chunk_size=2000))


def filters_of(actor: Official, kind: Kind) -> tuple[str, ...]:
    """The filters somebody may use on a kind of case."""
    names = (*ALWAYS, *NARROWS) if kind in policy.kinds_seen(actor) else ALWAYS
    # No body is asked about a single report.
    return tuple(one for one in names if (kind, one) != (Kind.REPORT, "organisation"))


def keys_of(export: Export) -> list[UUID]:
    kept = bytes(export.keys)
    return [UUID(bytes=kept[at : at + LENGTH]) for at in range(0, len(kept), LENGTH)]


def forget_old(*, now: datetime) -> None:
    Export.objects.filter(expires_at__lt=now).delete()


def wrong_filters(told: dict[str, Any]) -> dict[str, list[str]]:
    """What is wrong with the filters of a list, by name."""
    return {name: [str(one) for one in said] for name, said in errors_in(told).items()}


def strange_filters(told: dict[str, Any], actor: Official, kind: Kind) -> list[str]:
    """Names that narrow no list of this kind for this person."""
    return sorted(set(told) - set(filters_of(actor, kind)))
