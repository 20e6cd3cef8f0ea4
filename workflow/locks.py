"""Which rows a step locks: its own case; for a merge both, always in the order of their keys.

The lock comes first and the reading second: what is read beside a row while one waits for it is
what it was before the wait. NO KEY, because rows that point at a case are written all the time.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from obstacles.references import Misread, read_reference

from .actors import Actor
from .models import Case
from .refusals import Unknown


def lock(case: Case, name: str, answers: Any, *, by: Actor) -> Case:
    """Lock what a step changes and hand out the case as it stands, if this actor may see it."""
    rows = Case.objects.select_for_update(no_key=True).order_by("pk").values_list("pk")
    list(rows.filter(pk__in={case.pk, *_beside(case, name, answers)}))
    found = (
        Case.objects.visible_to(by)
        .select_related("report", "obstacle__theme", "consultation__authority__area")
        .filter(pk=case.pk)
        .first()
    )
    if found is None:
        raise Unknown
    return found


def _beside(case: Case, name: str, answers: Any) -> Iterator[UUID]:
    """The other obstacle of a merge or its undoing: it must stand still meanwhile."""
    named: dict[str, Any]
    match name:
        case "merge":
            named = {"obstacle__reference": _reference((answers or {}).get("into"))}
        case "unmerge":
            named = {"obstacle__in": [case.subject.merged_into_id]}
        case _:
            return
    yield from Case.objects.filter(**named).values_list("pk", flat=True)


def _reference(typed: Any) -> str:
    """The reference as the form will read it; what cannot be read is the form's to say."""
    try:
        return read_reference(str(typed), prefix="OB")
    except Misread:
        return ""
