"""What may stand in an address and in the headers of a request, each with its shape."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from workflow.states import STATES

from .cases import PREFIX
from .paging import MOST, MOST_PAGES, USUAL
from .problems import KINDS

DAY = {"type": "string", "format": "date", "examples": ["2027-03-01"]}
SINCE = {"type": "string", "examples": ["2027-03-01", "2027-03-01T08:00:00+01:00"]}
SHAPES: dict[str, dict[str, Any]] = {
    "page": {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
    "page_size": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    "open": {"type": "boolean"},
    "overdue": {"type": "boolean"},
    "q": {"type": "string", "maxLength": 200, "examples": ["diploma"]},
    "border": {"type": "string", "examples": ["be-nl"]},
    "theme": {"type": "string", "examples": ["health"]},
    "created_after": SINCE,
    "updated_after": SINCE,
    "from": DAY,
    "to": DAY,
    "as_of": {"type": "string", "examples": ["2027-03-01T08:00:00+01:00"]},
    "tz": {"type": "string", "examples": ["Europe/Brussels"]},
}
KEY = {"type": "string", "minLength": 22, "maxLength": 200, "pattern": "^[!#-~]{22,200}$"}
VERSION = {"type": "string", "pattern": '^(W/)?"v[0-9]{1,9}"$', "examples": ['"v17"']}

# Nouns that are known by their id alone.
WITHOUT_REFERENCE = (
    "tokens/",
    "v1/attachments/",
    "deadlines/{key}/",
    "webhooks/",
    "exports/",
    "jobs/",
    "outbox/",
)


def of_address(path: str, view: Any) -> Iterator[OpenApiParameter]:
    """What stands in the path in place of the blanks."""
    kind = getattr(view, "kind", None) or getattr(view, "reads", None)
    if "{key}" in path and not any(noun in path for noun in WITHOUT_REFERENCE):
        prefix = PREFIX.get(kind, "RP") if kind else ("OB" if "obstacles" in path else "RP")
        shape = {"type": "string", "examples": [f"{prefix}-7K4M2Q"]}
        words = "The reference, however it was typed, or the id."
        yield OpenApiParameter("key", shape, "path", description=words)
    if "problems/{code}" in path:
        shape = {"type": "string", "enum": sorted(KINDS)}
        yield OpenApiParameter("code", shape, "path", description="The code of a problem.")
    if "statistics/{code}" in path:
        shape = {"type": "string", "examples": ["flow"]}
        yield OpenApiParameter("code", shape, "path", description="A measure of the catalogue.")


def of_query(view: Any) -> Iterator[OpenApiParameter]:
    """What may be asked after the question mark; what is not named here is refused."""
    for name, words in view.parameters.items():
        shape, needed = _shape(view, name), name in view.needed
        yield OpenApiParameter(name, shape, description=words, explode=True, required=needed)


def _shape(view: Any, name: str) -> dict[str, Any]:
    one = {"type": "string"} | SHAPES.get(name, {}) | view.shapes.get(name, {})
    kind = getattr(view, "kind", None)
    if name == "state" and kind in STATES:
        one = {"type": "string", "enum": list(STATES[kind].values)}
    return {"type": "array", "items": one} if name in view.several else one


def of_headers(method: str, view: Any) -> Iterator[OpenApiParameter]:
    """Keys against doing a thing twice, versions against undoing another's."""
    if method != "GET" and getattr(view, "needs_key", False) and method == "POST":
        words = "22 to 200 random characters, new for each act; the same on a retry."
        yield _header("Idempotency-Key", words, KEY)
    if method != "GET" and getattr(view, "if_match", False):
        yield _header("If-Match", 'The version that was read, such as "v17".', VERSION)
    if method == "GET" and view.content and view.in_parts:
        words = "A part of the file, such as bytes=0-1023; answered with 206."
        yield _header("Range", words, {"type": "string"}, required=False)
    if method == "GET" and view.has_etag:
        words = "The ETag one has already; 304 when it is still the same."
        yield _header("If-None-Match", words, {"type": "string"}, required=False)


def _header(
    name: str, words: str, shape: dict[str, Any], *, required: bool = True
) -> OpenApiParameter:
    return OpenApiParameter(name, shape, "header", required=required, description=words)
