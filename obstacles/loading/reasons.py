"""Reason codes of the steps, each with a plain sentence."""

from obstacles.models import Reason

from .entries import Entry
from .rows import Keys, Subject


def _columns(entry: Entry, _keys: Keys) -> dict[str, object]:
    if entry.key != f"{entry['step']}-{entry['code']}":
        raise entry.wrong("id", "must be the step, a dash and the code")
    return {
        "step": entry["step"],
        "code": entry["code"],
        **entry.texts("labels", "label"),
        **entry.texts("sentences", "sentence"),
        "sends_message": entry["sends_message"],
        "rank": entry.rank,
        "retired": entry.get("retired", False),
    }


REASONS = Subject("reasons", Reason, ("step", "code"), _columns)
