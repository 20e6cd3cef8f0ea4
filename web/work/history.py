"""The whole log of a case: facts with their labels, and old against new for texts."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow import policy
from workflow.letters import SUBJECTS
from workflow.models import Case, Entry, Notice

from .log import name_of, names_of
from .named import Names, fact_words, names_in

FIRST, SIDE = "identify", "edit_side"
EDITS = frozenset({FIRST, SIDE, "edit"})
WORDS = frozenset({"title", "summary"})
WHAT = {
    "page": gettext_lazy("the page of the report"),
    "contact": gettext_lazy("how to reach the reporter"),
    "document": gettext_lazy("a file"),
}


@dataclass(frozen=True)
class Change:
    """One field of a text, before and after."""

    label: str
    before: str
    after: str


def changes(case: Case) -> dict[int, list[Change]]:
    """Old against new, by line: each edit is held against the one before it."""
    edits = [one for one in case.log.order_by("number") if one.step in EDITS]
    names = names_in(edits)
    known: dict[str, dict[str, str]] = {}
    found: dict[int, list[Change]] = {}
    for entry in edits:
        place, told = _place(entry), _texts(case, entry, names)
        if entry.step != FIRST:
            found[entry.number] = _changed(case, entry, known.get(place, {}), told)
        known[place] = {**known.get(place, {}), **told}
    return found


def _place(entry: Entry) -> str:
    return f"side:{entry.facts.get('area')}" if entry.step == SIDE else "text"


def _texts(case: Case, entry: Entry, names: Names) -> dict[str, str]:
    """The fields of an edit in words; a first title stands under its language."""
    told = {field: fact_words(case, entry, field, names) for field in entry.facts}
    if entry.step == FIRST:
        code = entry.facts.get("language") or "en"
        told = {f"{field}_{code}" if field in WORDS else field: one for field, one in told.items()}
    return told


def _changed(
    case: Case, entry: Entry, before: dict[str, str], after: dict[str, str]
) -> list[Change]:
    labels = _labels(case, entry)
    return [
        Change(labels.get(name, name), before.get(name, ""), text)
        for name, text in after.items()
        if text != before.get(name, "") or name == "area"
    ]


def _labels(case: Case, entry: Entry) -> dict[str, str]:
    step = case.steps.get(entry.step)
    if step is None or step.form is None:
        return {}
    return {name: str(field.label) for name, field in step.form.base_fields.items()}


def rows(case: Case, shown: frozenset[str]) -> list[dict[str, Any]]:
    """Every line of the log, newest first, with facts, changes and letters."""
    entries = list(case.log.order_by("-number").prefetch_related("notices"))
    for entry in entries:
        entry.case = case
    people, names, diffs = names_of(entries), names_in(entries), changes(case)
    told = {one.number for one in entries if policy.facts_shown(one.step, shown)} - set(diffs)
    return [
        {
            "entry": entry,
            "who": name_of(entry, people),
            "facts": _facts(case, entry, names) if entry.number in told else [],
            "changes": diffs.get(entry.number, []),
            "letters": [_letter(case, one) for one in entry.notices.all()],
        }
        for entry in entries
    ]


def _facts(case: Case, entry: Entry, names: Names) -> list[dict[str, str]]:
    labels = _labels(case, entry)
    told = [
        (labels.get(field, field), fact_words(case, entry, field, names)) for field in entry.facts
    ]
    return [{"name": name, "value": words} for name, words in told if words]


def _letter(case: Case, notice: Notice) -> dict[str, Any]:
    return {
        "subject": str(SUBJECTS[notice.letter]) % {"reference": case.reference},
        "language": notice.language,
        "way": notice.get_way_display(),
        "state": _state(notice),
    }


def _state(notice: Notice) -> str:
    if notice.sent_at:
        return _("sent")
    if notice.stopped_at:
        return _("stopped before it was sent")
    return _("could not be sent yet") if notice.last_error else _("waits to be sent")


def views(case: Case) -> list[dict[str, Any]]:
    """Who looked at what, newest first."""
    found = list(case.views.order_by("-at", "-id")[:100])
    people = names_of(found)
    return [
        {"who": name_of(one, people), "what": WHAT.get(one.what, one.what), "at": one.at}
        for one in found
    ]
