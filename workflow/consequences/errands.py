"""What must follow in other cases is owed as errands, and taken by the worker through the door."""

from collections.abc import Callable
from typing import Any

from workflow import alarm
from workflow.models import Case, Errand
from workflow.states import AWAITED, Asking, Intake, Kind

from .act import Act


def linked_reports(act: Act) -> Any:
    return act.case.parts.filter(kind=Kind.REPORT, state=Intake.LINKED)


def concluded_reports(act: Act) -> Any:
    return act.case.parts.filter(kind=Kind.REPORT, state=Intake.ANSWERED)


def open_questions(act: Act) -> Any:
    states = [*AWAITED, Asking.FORWARDED]
    return act.case.parts.filter(kind=Kind.CONSULTATION, state__in=states)


def the_obstacle(act: Act) -> Any:
    """The obstacle's case: this one, or the one this report or consultation hangs on."""
    key = act.case.pk if act.case.kind == Kind.OBSTACLE else act.case.parent_id
    return Case.objects.filter(pk__in=[key])


def reports_that_move(act: Act) -> Any:
    """On a merge the reports that hang here; on its undoing those which that merge moved."""
    if act.step.name == "merge":
        standing = [Intake.LINKED, Intake.ANSWERED]
        return act.case.parts.filter(kind=Kind.REPORT, state__in=standing)
    merge = act.case.log.filter(step="merge").order_by("-number").first()
    moved = Errand.objects.filter(cause=merge, step="move", refused="").values("case")
    return Case.objects.filter(pk__in=moved)


def not_felt(act: Act) -> Any:
    return the_obstacle(act) if act.facts.get("felt") == "not_felt" else Case.objects.none()


FINDERS: dict[str, Callable[[Act], Any]] = {
    "conclude": linked_reports,
    "relink": concluded_reports,
    "withdraw": open_questions,
    "positions_in": the_obstacle,
    "move": reports_that_move,
    "propose_reopen": not_felt,
}


def owe_errands(act: Act) -> None:
    """Write down each step owed elsewhere; conditions are asked again when it is taken."""
    owed = [
        Errand(case_id=key, step=name, cause=act.entry, owed_at=act.at)
        for name in act.step.follows
        for key in FINDERS[name](act).order_by("pk").values_list("pk", flat=True)
    ]
    if owed:
        Errand.objects.bulk_create(owed)
        alarm.wake(alarm.ERRANDS)
