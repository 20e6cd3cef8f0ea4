"""All that an address can answer, with its headers: the good answer, and every kind of no."""

from typing import Any

from .problems import KINDS
from .scopes import SCOPES

TEXT = {"type": "string"}
HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {
        "description": "The version of what was read or made; send it back in If-Match.",
        "schema": TEXT,
    },
    "Location": {"description": "Where the new thing stands.", "schema": TEXT, "required": True},
    "X-Request-Id": {
        "description": "Names this request in our log; your own, if you sent a good one.",
        "schema": TEXT,
        "required": True,
    },
    "RateLimit-Policy": {"description": "How many requests in how many seconds.", "schema": TEXT},
    "RateLimit": {"description": "How many are left, and for how long.", "schema": TEXT},
    "Retry-After": {
        "description": "So many seconds until it is worth trying again.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "Idempotent-Replayed": {
        "description": "true: this is the kept answer to the same request sent before.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "WWW-Authenticate": {"description": "Bearer.", "schema": TEXT, "required": True},
}
ALWAYS = ("X-Request-Id", "RateLimit-Policy", "RateLimit")
# The headers of one status alone.
ONLY = {401: ("WWW-Authenticate",), 409: ("Retry-After",), 429: ("Retry-After",)} | {
    503: ("Retry-After",),
    301: ("Location",),
    304: ("ETag",),
}
EVERYWHERE = (400, 406, 429, 500, 503)
CURRENT = {
    "type": "object",
    "description": "Where the case stands now, as far as you may know.",
    "properties": {
        "version": {"type": "integer"},
        "state": TEXT,
        "state_label": TEXT,
        "publication": TEXT,
        "changed_at": {"type": ["string", "null"], "format": "date-time"},
        "changed_by": {"type": ["string", "null"]},
        "changes": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
    },
}
MOVED = {
    "type": "object",
    "properties": {"detail": TEXT, "location": TEXT},
    "required": ["detail", "location"],
}


def complete(operation: dict[str, Any], method: str, path: str, view: Any) -> None:
    """Add the problems an operation can answer with, and the headers of its good answers."""
    good = _headers_of(method, view)
    for status, told in operation["responses"].items():
        location = ("Location",) if status == "201" and view.tells_location else ()
        told["headers"] = refs(*ALWAYS, *good, *location)
    if path.endswith("public/obstacles/{key}"):
        operation["responses"]["301"] = {
            "description": "Joined with another obstacle.",
            "headers": refs(*ALWAYS, *ONLY[301]),
            "content": {"application/json": {"schema": MOVED}},
        }
    if method == "GET":
        _in_other_ways(operation["responses"], view)
    if method == "GET" and view.has_etag:
        told = {"description": "As you have it.", "headers": refs(*ALWAYS, *ONLY[304])}
        operation["responses"]["304"] = told
    for status in statuses(operation, method, path, view):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}


def _in_other_ways(responses: dict[str, Any], view: Any) -> None:
    """What a list comes as beside JSON, and whether a part of a file can be asked for."""
    told = responses["200"].setdefault("content", {}) if view.also_as else {}
    told.update({kind: {"schema": TEXT} for kind in view.also_as})
    if view.content and view.in_parts:
        responses["206"] = dict(responses["200"])


SCOPE = {
    "type": "string",
    "enum": list(SCOPES),
    "description": "With insufficient_scope: the scope that a token needs here.",
}


def _headers_of(method: str, view: Any) -> list[str]:
    replayed = ["Idempotent-Replayed"] if method == "POST" and _needs_key(view) else []
    versioned = view.has_etag if method == "GET" else view.tells_version
    return [*replayed, *(["ETag"] if versioned else [])]


def _needs_key(view: Any) -> bool:
    return bool(getattr(view, "needs_key", False))


def statuses(operation: dict[str, Any], method: str, path: str, view: Any) -> list[int]:
    """Which kinds of no this address can say."""
    secured = any(operation.get("security", []))
    writes = method != "GET"
    when = {
        (401, 403): secured,
        (404,): "{" in path or path.endswith("sessions") or (secured and writes),
        (413, 415, 422): "requestBody" in operation,
        (409,): writes and (_needs_key(view) or getattr(view, "if_match", False)),
        (412, 428): writes and getattr(view, "if_match", False),
        (410,): path.endswith("public/obstacles/{key}"),
        tuple(view.also_says): True,
    }
    found = {*EVERYWHERE, *(one for several, so in when.items() if so for one in several)}
    return sorted(found)


def refs(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def components() -> dict[str, dict[str, Any]]:
    """What all operations share: headers, problems, and the answers that hold them."""
    told = sorted({one.status for one in KINDS.values()})
    return {
        "headers": HEADERS,
        "responses": {f"Problem{status}": _response(status) for status in told},
        "schemas": {"Problem": problem()} | {f"Problem{one}": problem(one) for one in told},
    }


def _codes(status: int | None) -> list[str]:
    return sorted(code for code, kind in KINDS.items() if status in (None, kind.status))


def _response(status: int) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/Problem{status}"}
    return {
        "description": f"A problem: {', '.join(_codes(status))}.",
        "headers": refs(*ALWAYS, *ONLY.get(status, ())),
        "content": {"application/problem+json": {"schema": schema, "example": example(status)}},
    }


def example(status: int) -> dict[str, Any]:
    """A problem as it comes, with the words of its first code."""
    return example_of(_codes(status)[0])


def example_of(code: str) -> dict[str, Any]:
    """One kind of "no" as it comes."""
    status = KINDS[code].status
    errors = [{"pointer": "/answer_by", "detail": "This field is required."}]
    current = {"version": 17, "state": "IN_TRIAGE", "state_label": "in triage", "changes": []}
    return {
        "type": f"/api/v1/problems/{code}",
        "title": str(KINDS[code].title),
        "status": status,
        "detail": str(KINDS[code].advice),
        "code": code,
        "errors": errors if status == 422 else [],
        **({"current": current} if status in (409, 412) else {}),
        "request_id": "3f6c1b1e-7c3e-4d43-9a6e-0f6f5f0f7a11",
    }


def problem(status: int | None = None) -> dict[str, Any]:
    """RFC 9457, with the codes that belong to one status."""
    error = {"type": "object", "properties": {"pointer": TEXT, "parameter": TEXT, "detail": TEXT}}
    number = {"type": "integer"} | ({"enum": [status]} if status else {})
    told = {
        "type": TEXT,
        "title": TEXT,
        "status": number,
        "detail": TEXT,
        "code": {"type": "string", "enum": _codes(status)},
        "errors": {"type": "array", "items": error},
        "request_id": TEXT,
    }
    current = {"current": CURRENT} if status in (None, 409, 412) else {}
    scope = {"scope": SCOPE} if status in (None, 403) else {}
    return {
        "type": "object",
        "description": "RFC 9457. Decide by code; show title and detail.",
        "properties": {**told, **current, **scope},
        "required": list(told),
    }
