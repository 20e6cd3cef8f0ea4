"""Somebody was quicker: what changed meanwhile, and both versions side by side."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from workflow.grammar import Step
from workflow.models import Case
from workflow.models.obstacle_case import TEXTS
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
    told: dict[str, Any] = {
        "since": _since(case, seen),
        "is_possible": why_not_now(case, step) is None,
    }
    if step.form is None:
        return told
    form = step.form(case=case)  # type: ignore[call-arg]
    form.initial = drafts.initial_of(drafts.answers_of(typed), form)
    told |= {"form": form, "kept": _kept(form)}
    if step.name in MERGED:
        asked = QueryDict(mutable=True)
        asked["area"] = typed.get("area", "")
        theirs = initial(case, form, today=today, asked=asked)
        base = _as_it_was(case, step, typed, seen or 0)
        told["is_joined"] = _join(form, base, theirs)
        told["both"] = _both(form, theirs)
    return told


def _as_it_was(case: Case, step: Step, typed: QueryDict, seen: int) -> dict[str, Any]:
    """The fields as they stood on the page somebody typed into, read off the log."""
    lines_then = case.log.filter(step__in=(step.name, "identify"), version__lte=seen)
    for entry in lines_then.order_by("-number"):
        facts = {name: _code(value) for name, value in entry.facts.items()}
        if entry.step == "identify" and step.name == "edit":
            code = facts.get("language", "en")
            words = {f"{part}_{code}": facts.get(part, "") for part in ("title", "summary")}
            return {**dict.fromkeys(TEXTS, ""), **facts, **words, "original_language": code}
        if entry.step == step.name and facts.get("area") in (None, typed.get("area")):
            return facts
    return {}


def _code(value: Any) -> Any:
    """A fact as a form would send it: the code of a row instead of its key."""
    match value:
        case {"name": name}:
            return name
        case list():
            return [_code(one) for one in value]
    return value


def _join(form: Any, base: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Take over what only the other one changed; tell whether there was any."""
    joined = False
    for name in form.fields:
        if name in base and _text(form.initial.get(name)) == _text(base[name]):
            joined = joined or _text(base[name]) != _text(theirs.get(name))
            form.initial[name] = theirs.get(name)
    return joined


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


def _both(form: Any, theirs: Mapping[str, Any]) -> list[dict[str, str]]:
    """Fields in which the two versions differ: what you typed, and what stands there now."""
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
