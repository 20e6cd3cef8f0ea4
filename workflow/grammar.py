"""The language the procedures are written in: a step is a method, and its argument is data."""

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django_fsm import GET_STATE, transition

from . import policy
from .roles import Role


class Target(Enum):
    """Where a step leads when that is not one fixed state."""

    SAME = "same"
    BEFORE = "before"


SAME, BEFORE = Target.SAME, Target.BEFORE
# A function of the case and the answers, with the states it may name.
Choice = tuple[Callable[..., str], tuple[str, ...]]
Where = str | Target | Choice


@dataclasses.dataclass(frozen=True)
class Step:
    """One act of a procedure, as it is declared. Walked as data by pages, API, docs and tests."""

    name: str
    label: Promise
    doc: str
    moves: Mapping[str, Where]
    by: frozenset[Role]
    form: type[forms.Form] | None = None
    field: str = "state"
    tells: Mapping[Role, str] = dataclasses.field(default_factory=dict)
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    versioned: bool = True
    public: bool = False
    held: bool = False
    asks: str = ""
    needs: Callable[[Any], str] | None = None

    @property
    def opens(self) -> bool:
        return "" in self.moves

    def targets(self, source: str) -> tuple[str, ...]:
        """Name every state this step may lead to from one state; ("BEFORE",) when it goes back."""
        where = self.moves[source]
        if isinstance(where, Target):
            return (source,) if where is SAME else ("BEFORE",)
        return where[1] if isinstance(where, tuple) else (where,)


def each(states: Any, *, to: Where) -> dict[str, Where]:
    """Lead from each of several states to the same one."""
    return {str(state): to for state in states}


def step(label: Promise, **declared: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a method as a step. The keyword arguments are the fields of ``Step``.

    ``needs`` may look at the case and say in words why the step is not possible now.
    """

    def decorate(method: Callable[..., None]) -> Callable[..., None]:
        by = declared["by"]
        told = {**declared, "by": frozenset({by}) if isinstance(by, Role) else frozenset(by)}
        doc = (method.__doc__ or "").strip()
        made = Step(name=method.__name__, label=label, doc=doc, **told)

        def target(case: Any, **facts: Any) -> str:
            return _where(made, case, facts)

        moved = transition(
            field=made.field,
            source=list(made.moves),
            target=GET_STATE(target),
            permission=lambda case, actor: policy.may_take(made, case, actor),
        )(method)
        moved.step = made
        return moved

    return decorate


def _where(made: Step, case: Any, facts: Mapping[str, Any]) -> str:
    source = getattr(case, made.field)
    where = made.moves[source]
    if where is SAME:
        return str(source)
    if where is BEFORE:
        return str(case.state_before)
    if isinstance(where, tuple):
        return where[0](case, **facts)
    return str(where)


def steps_of(procedure: type) -> dict[str, Step]:
    """Read all steps off a class and the chapters it is made of, in the order of declaration."""
    found: dict[str, Step] = {}
    for chapter in reversed(procedure.__mro__):
        for name, member in vars(chapter).items():
            if hasattr(member, "step"):
                found[name] = member.step
    return found
