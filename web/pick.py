"""A long list to choose from: what fits first, the rest in folded groups, and a box to filter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Option:
    """One row: its code, its name, why it fits, other names people know, and where it sits."""

    value: str
    label: str
    hint: str = ""
    also: str = ""
    sits_in: str = ""


@dataclass(frozen=True)
class Group:
    """Rows under one heading; folded unless they are what fits."""

    label: str
    options: tuple[Option, ...]
    is_open: bool = False


@dataclass(frozen=True)
class Picked:
    """A row as the page writes it."""

    option: Option
    id: str
    is_chosen: bool


@dataclass(frozen=True)
class PickedGroup:
    label: str
    rows: tuple[Picked, ...]
    is_open: bool


class _Pick(forms.Widget):
    """Groups of rows, and the networks whose members can be ticked at once."""

    def __init__(self, groups: Iterable[Group], networks: Iterable[Option] = ()) -> None:
        super().__init__()
        self.groups = list(groups)
        self.networks = list(networks)


class PickOne(_Pick, forms.RadioSelect):
    """Choose one of many."""


class PickMany(_Pick, forms.CheckboxSelectMultiple):
    """Choose any of many."""


def as_written(
    groups: Iterable[Group], chosen: Collection[str], *, stem: str, heading: Any
) -> list[PickedGroup]:
    """The groups with what is chosen on top, each row once, numbered in the order of the page."""
    shown = list(groups)
    held = [one for group in shown if not group.is_open for one in group.options]
    lifted = tuple(one for one in held if one.value in chosen and one.value)
    if lifted:
        shown.insert(0, Group(str(heading), lifted, is_open=True))
    found: list[PickedGroup] = []
    number = 0
    for group in shown:
        kept = [one for one in group.options if group.is_open or one not in lifted]
        rows = tuple(
            Picked(one, f"{stem}_{place}", one.value in chosen)
            for place, one in enumerate(kept, number)
        )
        number += len(rows)
        if rows:
            found.append(PickedGroup(group.label, rows, group.is_open))
    return found
