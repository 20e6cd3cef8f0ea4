"""The description of the API as people read it: groups of operations, and one at a time."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from .problems import KINDS

PREFIX = "/api/v1"

Told = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One operation in the list."""

    name: str
    method: str
    path: str
    summary: str
    tag: str

    @property
    def title(self) -> str:
        """What it does, in words: createReportNote, create report note."""
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", self.name).lower()
        return words[:1].upper() + words[1:]

    @property
    def short(self) -> str:
        """The address without what all of them begin with."""
        return self.path.removeprefix(PREFIX)

    def holds(self, words: list[str]) -> bool:
        """Whether every word that was asked for stands in it somewhere."""
        text = f"{self.name} {self.title} {self.method} {self.path} {self.summary}".lower()
        return all(word in text for word in words)


def lines(described: Told) -> Iterator[Line]:
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            summary = told.get("summary", "")
            yield Line(told["operationId"], method.upper(), path, summary, told["tags"][0])


def groups(described: Told, query: str) -> list[Told]:
    """The operations by their noun; only those in which all words of a query stand."""
    words = query.lower().split()
    found = [one for one in lines(described) if one.holds(words)]
    return [
        {**tag, "lines": those}
        for tag in described["tags"]
        if (those := [one for one in found if one.tag == tag["name"]])
    ]


def operation(described: Told, name: str) -> Told | None:
    """All that a reader asks about one operation, or nothing where there is none."""
    line = next((one for one in lines(described) if one.name == name), None)
    if line is None:
        return None
    told = described["paths"][line.path][line.method.lower()]
    body, form = _content(told.get("requestBody", {}))
    return {
        "line": line,
        "words": told.get("description", ""),
        "scope": _scope(told),
        "parameters": [_parameter(one) for one in told.get("parameters", [])],
        "body": _pretty(body),
        "fields": list(_fields(described, form)),
        "answers": [_answer(status, one) for status, one in _good(told)],
        "refusals": _refusals(told),
        "curl": curl(line, told, body),
    }


def curl(line: Line, told: Told, body: Any) -> str:
    """The operation with its example, to be pasted into a shell."""
    asked = told.get("parameters", [])
    path = line.path
    for one in asked:
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", str(sample(one)))
    needed = {
        one["name"]: sample(one) for one in asked if one["in"] == "query" and one.get("required")
    }
    query = f"?{urlencode(needed)}" if needed else ""
    verb = "" if line.method == "GET" else f"-X {line.method} "
    parts = [f'curl {verb}"$PASSERELLE_URL{path}{query}"', *_headers(told, body)]
    if body is not None:
        shown = json.dumps(body, ensure_ascii=False).replace("'", "'\\''")
        parts.append(f"-d '{shown}'")
    return " \\\n     ".join(parts)


def _headers(told: Told, body: Any) -> Iterator[str]:
    asked = {one["name"] for one in told.get("parameters", []) if one["in"] == "header"}
    if told.get("security"):
        yield '-H "Authorization: Bearer $PASSERELLE_TOKEN"'
    if "If-Match" in asked:
        yield "-H 'If-Match: \"v17\"'"
    if "Idempotency-Key" in asked:
        yield '-H "Idempotency-Key: $(openssl rand -hex 16)"'
    if body is not None:
        yield '-H "Content-Type: application/json"'


def sample(parameter: Told) -> Any:
    """A value that a parameter may have."""
    schema = parameter.get("schema", {})
    usual = schema.get("enum") or schema.get("examples")
    if usual:
        return usual[0]
    return "0199d1a2-7c3e-7d43-9a6e-0f6f5f0f7a11" if schema.get("format") == "uuid" else "…"


def _parameter(one: Told) -> Told:
    schema = one.get("schema", {})
    inner = schema.get("items", schema)
    return {
        "name": one["name"],
        "place": one["in"],
        "required": one.get("required", False),
        "words": one.get("description", ""),
        "values": inner.get("enum", []),
        "example": next(iter(schema.get("examples", [])), ""),
    }


def _content(told: Told) -> tuple[Any, Told]:
    content = told.get("content", {}).get("application/json", {})
    return content.get("example"), content.get("schema", {})


def _fields(described: Told, form: Told) -> Iterator[Told]:
    name = form.get("$ref", "").rsplit("/", 1)[-1]
    schema = described["components"]["schemas"].get(name, form)
    for field, one in schema.get("properties", {}).items():
        kind = one.get("type", "")
        yield {
            "name": field,
            "kind": " or ".join(kind) if isinstance(kind, list) else kind,
            "required": field in schema.get("required", []),
            "words": " ".join(filter(None, (one.get("title"), one.get("description")))),
            "values": one.get("enum", []),
        }


def _good(told: Told) -> list[tuple[str, Told]]:
    return [(status, one) for status, one in told["responses"].items() if status < "400"]


def _answer(status: str, told: Told) -> Told:
    kinds = told.get("content", {})
    example = next((one["example"] for one in kinds.values() if "example" in one), None)
    words = told.get("description", "")
    return {"status": status, "words": words, "kinds": list(kinds), "example": _pretty(example)}


def _refusals(told: Told) -> list[Told]:
    said = {int(status) for status in told["responses"] if status >= "400"}
    return [
        {"code": code, "status": kind.status, "title": kind.title}
        for code, kind in KINDS.items()
        if kind.status in said
    ]


def _scope(told: Told) -> str:
    return ", ".join(scope for one in told.get("security", []) for scope in one.get("token", []))


def _pretty(example: Any) -> str:
    return "" if example is None else json.dumps(example, indent=2, ensure_ascii=False)
