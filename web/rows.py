"""Choices as full rows: a hint below each label, and a field that opens below the chosen one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.widgets import ChoiceWidget
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .pick import PickedGroup, as_written

LONG = 30


class Row:
    """One choice of a question, as the page shows it."""

    def __init__(self, option: BoundWidget, widget: forms.Widget, revealed: BoundField | None):
        self.data = option.data
        value = str(option.data["value"])
        self.hint = getattr(widget, "hints", {}).get(value, "")
        self.language = value if getattr(widget, "spoken", False) else ""
        self.revealed = revealed
        # What was filled in below another choice stays in sight, to be taken back.
        self.is_kept = bool(revealed and not option.data["selected"] and revealed.value())


class _Rows(ChoiceWidget):
    """What radio rows and tick rows have in common."""

    def __init__(
        self,
        *,
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, str] | None = None,
        columns: int = 1,
        spoken: bool = False,
    ) -> None:
        """Hints and revealed field names by value; `spoken` when the values are languages."""
        super().__init__()
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})
        self.columns = columns
        self.spoken = spoken


class RadioRows(_Rows, forms.RadioSelect):
    """Choose one."""


class TickRows(_Rows, forms.CheckboxSelectMultiple):
    """Choose any number."""


class HouseBoundField(BoundField):
    """A field that knows what its page needs: where an error leads, what opens below a choice."""

    @property
    def anchor(self) -> str:
        """Where a link of the error summary leads: the first control of the field."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def counted(self) -> str:
        """The most characters a long text may have, where there is a limit to show."""
        limit = self.field.widget.attrs.get("maxlength", "")
        return str(limit) if isinstance(self.field.widget, forms.Textarea) else ""

    @cached_property
    def rows(self) -> list[Row]:
        reveals = getattr(self.field.widget, "reveals", {})
        return [
            Row(option, self.field.widget, self._opened(reveals, str(option.data["value"])))
            for option in self.subwidgets
        ]

    @cached_property
    def picks(self) -> list[PickedGroup]:
        """The groups of a long list; empty for every other field."""
        groups = getattr(self.field.widget, "groups", None)
        if not groups:
            return []
        held = self.value()
        several = held if isinstance(held, (list, tuple)) else [held or ""]
        chosen = frozenset(map(str, several))
        return as_written(groups, chosen, stem=self.auto_id, heading=_("Chosen"))

    @property
    def is_long(self) -> bool:
        """Whether a list is long enough for a box to filter it."""
        return sum(len(one.rows) for one in self.picks) > LONG

    def _opened(self, reveals: Mapping[str, str], value: str) -> BoundField | None:
        name = reveals.get(value)
        return self.form[name] if name else None

    @property
    def is_revealed(self) -> bool:
        """Whether another question shows this field below one of its choices."""
        return any(
            self.name in getattr(field.widget, "reveals", {}).values()
            for field in self.form.fields.values()
        )

    @property
    def aria_describedby(self) -> str | None:
        """Hint, error, counter: read in this order."""
        described = super().aria_describedby
        if not self.counted or described is None:
            return described
        return f"{described} {self.auto_id}_count".strip()
