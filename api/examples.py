"""An example for every operation: what to send, and what comes back.

They are kept as data and sent for real by the tests, so that none of them is ever wrong.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_suffix(".json")


@cache
def kept() -> dict[str, dict[str, Any]]:
    """Bodies and answers, by the name of their schema; some by the name of the operation."""
    told: dict[str, dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return told


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
                content["example"] = found


def _found(part: str, operation: Any, content: Any) -> Any:
    name = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
    told = kept()[part]
    return told.get(operation["operationId"], told.get(name))
