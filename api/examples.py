"""An example for every operation: what to send, and what comes back.

They are kept as data and sent for real by the tests, so that none of them is ever wrong.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from workflow.grammar import Step
from workflow.states import STATES, Kind, label

from .cases import PREFIX

KEPT = Path(__file__).with_suffix(".json")


@cache
def kept() -> dict[str, dict[str, Any]]:
    """Bodies and answers, by the name of their schema; some by the name of the operation."""
    told: dict[str, dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return told


def of_step(operation: Any, kind: Kind, step: Step) -> None:
    """The answer to a step says where that step leads."""
    usual = kept()["answers"].get("Taken")
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json")
    if not usual or not content:
        return
    state = "LINKED" if kind == Kind.REPORT else "IN_ANALYSIS"
    state = "ACCEPTED" if kind == Kind.CONSULTATION else state
    if step.field == "state":
        source = next(one for one in step.moves if one in STATES[kind].values)
        led = step.targets(source)[0]
        state = led if led in STATES[kind].values else source
    content["example"] = usual | {
        "step": step.name,
        "reference": f"{PREFIX[kind]}-7K4M2Q",
        "state": state,
        "state_label": label(kind, state),
    }


def add(result: Any) -> None:
    """Put the examples where readers of a description look for them."""
    for methods in result["paths"].values():
        for operation in methods.values():
            _add_body(operation)
            _add_answer(operation)


def _add_body(operation: Any) -> None:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        found = _found("bodies", operation, content)
        if found is not None:
            content["example"] = found


def _add_answer(operation: Any) -> None:
    for status, told in operation["responses"].items():
        for content in told.get("content", {}).values():
            found = _found("answers", operation, content) if status < "300" else None
            if found is not None:
                content.setdefault("example", found)


def _found(part: str, operation: Any, content: Any) -> Any:
    name = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
    told = kept()[part]
    return told.get(operation["operationId"], told.get(name))
