"""What a step would bring about: it is taken, looked at, and undone before anybody hears of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from workflow import letters, reasons
from workflow.actors import Actor
from workflow.models import Case, Deadline, Entry, Notice

from .answers import take_from


def foreseen(case: Case, step: str, body: Mapping[str, Any], *, by: Actor) -> dict[str, Any]:
    """Letters, clocks and where the case would stand. Everything is rolled back.

    It is the step itself that is asked, so that the preview cannot say anything else.
    """
    with transaction.atomic():
        before = _clocks(case)
        parts = set(case.parts.values_list("pk", flat=True))
        entry = take_from(case, step, body, by=by)
        told = {
            "step": step,
            "state": entry.after,
            "state_label": entry.case.state_label,
            "publication": entry.publication,
            "version": entry.version,
            "letters": _letters(case, entry, parts),
            "clocks": _moved(before, _clocks(case, new_parts=parts)),
            "follows": list(case.steps[step].follows),
        }
        transaction.set_rollback(True)
    return told


def _clocks(case: Case, new_parts: set[Any] | None = None) -> dict[Any, tuple[Any, ...]]:
    cases = [case.pk]
    if new_parts is not None:
        cases += case.parts.exclude(pk__in=new_parts).values_list("pk", flat=True)
    rows = Deadline.objects.filter(case__in=cases).prefetch_related("pauses")
    return {row.pk: (row, row.ended_on, _stands_still(row), row.due_on) for row in rows}


def _stands_still(row: Deadline) -> bool:
    return any(pause.until_on is None for pause in row.pauses.all())


def _moved(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> list[dict[str, Any]]:
    """Each clock that starts, stops, pauses, goes on or is given another day."""
    found = []
    for key, (row, ended, still, due_on) in after.items():
        was = before.get(key)
        word = _word(was and was[1:], (ended, still, due_on))
        if word:
            why = reasons.sentences(row.why)
            found.append({"clock": row.rule, "change": word, "due_on": due_on, "why": why})
    return sorted(found, key=lambda one: (one["due_on"], one["clock"]))


def _word(was: Any, now: tuple[Any, bool, Any]) -> str:
    if was is None:
        return "starts"
    if was[0] != now[0]:
        return "stops"
    if was[1] != now[1]:
        return "pauses" if now[1] else "resumes"
    return "moves" if was[2] != now[2] else ""


def _letters(case: Case, entry: Entry, parts: set[Any]) -> list[dict[str, Any]]:
    """To whom what would be written in which language; addresses are nobody's business here."""
    new = case.parts.exclude(pk__in=parts).values("pk")
    beneath = Notice.objects.filter(case__in=new)
    owed = Notice.objects.filter(entry__case=case, entry__number__gte=entry.number) | beneath
    return [
        {
            "letter": one.letter,
            "to": one.recipient.partition(":")[0],
            "body": one.recipient.partition(":")[2] if one.recipient.startswith("body:") else "",
            "way": one.way,
            "language": one.language,
            "subject": letters.write(one).subject,
            "due_at": one.due_at,
        }
        for one in owed.select_related("case", "entry", "user").order_by("recipient", "letter")
    ]
