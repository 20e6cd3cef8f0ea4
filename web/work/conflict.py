"""Somebody was quicker: what changed meanwhile, and both versions side by side."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from workflow.grammar import Step
from workflow.models import Case
from workflow.permits import why_not_now

from . import drafts
from .history import changes
from .initial import initial
from .log import lines

MERGED = frozenset({"edit", "edit_side"})


def conflict(
    case: Case, step: Step, typed: QueryDict, *, seen: int | None, today: date
) -> dict[str, Any]:
    """What the page of a conflict shows; the typed text is in its form, ready to try again."""
    answers = drafts.answers_of(typed)
    told: dict[str, Any] = {
        "since": _since(case, seen),
        "is_possible": why_not_now(case, step) is None,
    }
    if step.form is not None:
        form = step.form(case=case)  # type: ignore[call-arg]
        form.initial = drafts.initial_of(answers, form)
        told |= {
            "form": form,
            "both": _both(case, step, form, today, typed),
            "kept": _kept(form),
        }
    return told


def _kept(form: Any) -> list[dict[str, str]]:
    """What was typed, with its labels: to copy, where it cannot be tried again."""
    typed = [(field.label, _text(form.initial.get(name))) for name, field in form.fields.items()]
    return [{"label": str(label), "text": text} for label, text in typed if text]


def _since(case: Case, seen: int | None) -> list[dict[str, Any]]:
    """Lines written since the page was read, with what they changed."""
    found = lines(case, most=12)
    fresh = [one for one in found if one.case.pk == case.pk and one.entry.version > (seen or 0)]
    diffs = changes(case)
    return [{"line": one, "changes": diffs.get(one.entry.number, [])} for one in fresh]


def _both(case: Case, step: Step, form: Any, today: date, typed: QueryDict) -> list[dict[str, str]]:
    """Fields in which the two versions differ: what you typed, and what stands there now."""
    if step.name not in MERGED:
        return []
    asked = QueryDict(mutable=True)
    asked["area"] = typed.get("area", "")
    theirs: Mapping[str, Any] = initial(case, form, today=today, asked=asked)
    yours = form.initial
    names = [name for name in form.fields if _text(yours.get(name)) != _text(theirs.get(name))]
    return [
        {
            "label": str(form.fields[name].label),
            "yours": _text(yours.get(name)),
            "theirs": _text(theirs.get(name)),
        }
        for name in names
    ]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(str, value))
    return str(value).replace("\r\n", "\n").strip()
