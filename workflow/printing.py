"""Prints the procedures and the permissions from the code, so that no document can go stale."""

from collections.abc import Iterator

from .grammar import Step
from .policy import BY_LINK, KINDS_SEEN, SEES
from .procedure import steps
from .roles import CARRIED_DOWN, OFFICES, Role
from .states import CLOSED, STATES, Kind

NOTICE = "Printed from the code by `make docs`; edit the code, not this page.\n"


def procedure() -> str:
    """The page docs/procedure.md: a diagram and a table for each procedure."""
    lines = ["# The procedures", "", NOTICE]
    for kind in Kind:
        lines += [f"## {str(kind.label).capitalize()}", ""]
        lines += ["```mermaid", *_diagram(kind, "state"), "```", ""]
        if kind == Kind.OBSTACLE:
            lines += [
                "### Publication",
                "",
                "```mermaid",
                *_diagram(kind, "publication"),
                "```",
                "",
            ]
        lines += list(_table(kind))
    return "\n".join(lines) + "\n"


def _diagram(kind: Kind, field: str) -> Iterator[str]:
    """Arrows between states; steps that move nothing are left to the table."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in steps(kind).values():
        for arrow in _arrows(step) if step.field == field else ():
            arrows.setdefault(arrow, []).append(step.name)
    yield "stateDiagram-v2"
    for (source, target), names in arrows.items():
        yield f"    {source} --> {target}: {', '.join(names)}"
    if field == "state":
        yield from (f"    {state} --> [*]" for state in sorted(CLOSED[kind]))


def _arrows(step: Step) -> Iterator[tuple[str, str]]:
    for source in step.moves:
        yield from ((source or "[*]", to) for to in step.targets(source) if to != source)


def _table(kind: Kind) -> Iterator[str]:
    yield "| Step | From → to | By | Asks for | Tells | Clocks |"
    yield "|---|---|---|---|---|---|"
    for step in steps(kind).values():
        cells = [
            f"**{step.name}**<br>{step.doc.splitlines()[0]}",
            "<br>".join(_moves(step, kind)),
            ", ".join(_ordered(step.by)),
            ", ".join(step.form.base_fields) if step.form else "–",
            ", ".join(f"{role}: {letter}" for role, letter in step.tells.items()) or "–",
            "; ".join(_clocks(step)) or "–",
        ]
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _moves(step: Step, kind: Kind) -> Iterator[str]:
    groups: dict[tuple[str, ...] | str, list[str]] = {}
    for source in step.moves:
        targets = step.targets(source)
        groups.setdefault("same" if targets == (source,) else targets, []).append(source or "–")
    for to, sources in groups.items():
        everywhere = step.field == "state" and len(sources) == len(STATES[kind])
        here = "any state" if everywhere else ", ".join(sources)
        yield f"{here} → {to if isinstance(to, str) else ' / '.join(to)}"


def _clocks(step: Step) -> Iterator[str]:
    for word in ("starts", "stops", "pauses", "resumes"):
        if codes := getattr(step, word):
            yield f"{word} {', '.join(codes)}"


def _ordered(roles: frozenset[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]


def permissions() -> str:
    """The page docs/permissions.md: who sees what, and who takes which step."""
    lines = ["# Who may do what", "", NOTICE]
    lines += ["Everything that is not named here is refused.", ""]
    lines += ["## Offices and the kinds of case they see", ""]
    lines += [f"- {role.value}: {_kinds(role)}" for role in Role if role in OFFICES]
    carried = ", ".join(_ordered(CARRIED_DOWN))
    lines += ["", f"All others see a case from a seat at it. Carried down: {carried}.", ""]
    lines += ["## Fields of a case by role", "", *_fields(), ""]
    lines += ["## By a link in a letter, without signing in", "", ", ".join(sorted(BY_LINK)), ""]
    for kind in Kind:
        lines += [f"## Steps: {kind.label}", "", *_matrix(kind), ""]
    return "\n".join(lines).rstrip() + "\n"


def _kinds(role: Role) -> str:
    return ", ".join(sorted(KINDS_SEEN.get(role, ()))) or "no case (figures or configuration only)"


def _fields() -> Iterator[str]:
    names = sorted(frozenset().union(*SEES.values()))
    roles = [role for role in Role if role in SEES]
    yield "| Field | " + " | ".join(role.value for role in roles) + " |"
    yield "|---|" + "---|" * len(roles)
    for name in names:
        marks = ("yes" if name in SEES[role] else "" for role in roles)
        yield f"| {name} | " + " | ".join(marks) + " |"


def _matrix(kind: Kind) -> Iterator[str]:
    known = steps(kind).values()
    roles = [role for role in Role if any(role in step.by for step in known)]
    yield "| Step | " + " | ".join(role.value for role in roles) + " |"
    yield "|---|" + "---|" * len(roles)
    for step in known:
        marks = ("yes" if role in step.by else "" for role in roles)
        yield f"| {step.name} | " + " | ".join(marks) + " |"
