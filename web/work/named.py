"""Keys and codes in the log as words: bodies, people and places by name, choices by label."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst

from obstacles.models import Area, Authority, Border, Destination, Network, Reason, Theme, User
from workflow.models import Case, Entry

from .log_words import in_words

# Which table a fact's key belongs to.
TABLES: dict[str, Any] = {
    "lead": User,
    "others": User,
    "to": User,
    "confirmed_by": User,
    "body": Authority,
    "bodies": Authority,
    "authority": Authority,
    "ask_instead": Authority,
    "area": Area,
    "solved_sides": Area,
    "open_sides": Area,
    "border": Border,
    "borders": Border,
    "theme": Theme,
    "destination": Destination,
    "network": Network,
    "why": Reason,
}
Names = Mapping[str, str]


def names_in(entries: Iterable[Entry]) -> dict[str, str]:
    """Look up every row the facts of some lines name; one query for each table that occurs."""
    wanted: dict[Any, set[str]] = {}
    for entry in entries:
        for field, value in entry.facts.items():
            if field in TABLES:
                wanted.setdefault(TABLES[field], set()).update(_keys(value))
    found: dict[str, str] = {}
    for table, keys in wanted.items():
        rows = table.objects.filter(pk__in=keys) if keys else ()
        found |= {str(row.pk): str(row) for row in rows}
    return found


def _keys(value: Any) -> list[str]:
    match value:
        case {"key": key}:
            return [str(key)]
        case list():
            return [key for one in value for key in _keys(one)]
    return []


def fact_words(case: Case, entry: Entry, field: str, names: Names) -> str:
    """One fact of a line in words."""
    return _words(entry.facts.get(field), names, _choices(case, entry, field))


def _words(value: Any, names: Names, choices: Mapping[str, Any]) -> str:
    match value:
        case {"key": key} if str(key) in names:
            return names[str(key)]
        case list():
            parts = [_words(one, names, choices) for one in value]
            return ", ".join(one for one in parts if one)
        case str() if value in choices:
            return str(capfirst(choices[value]))
    return in_words(value)


def _choices(case: Case, entry: Entry, field: str) -> Mapping[str, Any]:
    """The labels of a choice, read off the form that asked for it."""
    step = case.steps.get(entry.step)
    asked = step.form.base_fields.get(field) if step and step.form else None
    if asked is None or field in TABLES:
        return {}
    pairs = getattr(asked, "choices", ())
    return {str(value): label for value, label in pairs} if isinstance(pairs, list) else {}
