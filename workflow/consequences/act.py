from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from workflow.grammar import Step
from workflow.models import Case, Entry


@dataclass(frozen=True)
class Act:
    """A step that was just taken: the case, its new log line, the declaration, the answers."""

    case: Case
    entry: Entry
    step: Step
    before: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.entry.at

    @property
    def day(self) -> date:
        return localdate(self.entry.at)
