"""The OpenAPI description: read off the views and the step forms, so that it cannot differ."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from workflow.procedure import steps
from workflow.states import Kind

from .problems import KINDS
from .shapes import schema

PREFIX = "/api/v1/"
PROBLEM = {"$ref": "#/components/schemas/Problem"}
EVERYWHERE = (400, 406, 429, 500, 503)
WITH_BODY = (404, 409, 415, 413, 422)


class _Secret(OpenApiAuthenticationExtension):
    words = ""

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": self.words}


class TokenScheme(_Secret):
    target_class = "api.authentication.TokenAuthentication"
    name = "token"
    words = "The token of a person; `manage.py create_token USER` makes one."


class SessionScheme(_Secret):
    target_class = "api.authentication.ReporterAuthentication"
    name = "reporterSession"
    words = "The session that POST /public/sessions opened."


class HouseSchema(AutoSchema):
    """Asks a view for its parameters, what it reads, and what it answers."""

    view: Any

    def get_summary(self) -> str | None:
        step = self._step()
        return str(step.label) if step else None

    def get_description(self) -> str:  # type: ignore[override]
        step = self._step()
        return step.doc if step else super().get_description()

    def _step(self) -> Any:
        name = getattr(self.view, "step", "")
        if self.method != "POST" or not name:
            return None
        return steps(getattr(self.view, "kind", Kind.REPORT))[name]

    def get_operation_id(self) -> str:
        parts = [part.strip("{}") for part in self.path.removeprefix(PREFIX).split("/")]
        words = [part.replace("-", "_") for part in parts if part != "key"]
        one = "{key}" in self.path and self.path.endswith("{key}")
        return "_".join([self.method.lower(), *words, *(["one"] if one else [])])

    def get_tags(self) -> list[str]:
        parts = self.path.removeprefix(PREFIX).split("/")
        return ["/".join(parts[:2]) if parts[0] == "public" else parts[0]]

    def get_override_parameters(self) -> list[Any]:
        return [*self._query(), *self._headers()]

    def _query(self) -> Iterator[OpenApiParameter]:
        if self.method != "GET":
            return
        for name, words in self.view.parameters.items():
            kind = int if name in ("page", "page_size") else str
            several = name in self.view.several
            yield OpenApiParameter(name, kind, many=several, description=words)

    def _headers(self) -> Iterator[OpenApiParameter]:
        if self.method == "POST" and getattr(self.view, "needs_key", False):
            yield _header("Idempotency-Key", "22 to 200 random characters, new for each act.")
        if self.method == "POST" and getattr(self.view, "if_match", False):
            yield _header("If-Match", 'The version that was read, such as "v17".')
        if self.method == "GET" and getattr(self.view, "has_etag", False):
            yield _header("If-None-Match", "The version one has already.", required=False)

    def get_request_serializer(self) -> Any:
        asked = getattr(self.view, "asked", None)
        if self.method != "POST" or asked is None:
            return None
        name, form = asked()
        STEPS[name] = form
        return {"application/json": {"$ref": f"#/components/schemas/{name}"}}

    def get_response_serializers(self) -> Any:
        status, told = self.view.gives(self.method)
        words = {200: "Done.", 201: "Made.", 204: "Gone."}[status]
        return {status: OpenApiResponse(told, description=words)}

    def get_examples(self) -> list[Any]:
        return []


# Request bodies, gathered while the views are walked.
STEPS: dict[str, Any] = {}


def _header(name: str, words: str, *, required: bool = True) -> OpenApiParameter:
    return OpenApiParameter(name, str, "header", required=required, description=words)


def only_ours(endpoints: Any) -> Any:
    """Leave out the addresses that are there to say no."""
    return [one for one in endpoints if "{rest}" not in one[0] and one[0] != PREFIX]


def complete(result: Any, generator: Any, request: Any, public: bool) -> Any:
    """Add the bodies of all steps, and the problems every address can answer with."""
    schemas = result["components"]["schemas"]
    schemas |= {name: form if _ready(form) else schema(form) for name, form in STEPS.items()}
    schemas["Problem"] = _problem()
    statuses = sorted({one.status for one in KINDS.values()})
    result["components"]["responses"] = {f"Problem{one}": _response(one) for one in statuses}
    for path, methods in result["paths"].items():
        for operation in methods.values():
            _add_problems(path, operation)
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result


def _ready(form: Any) -> bool:
    return isinstance(form, dict)


def _add_problems(path: str, operation: Any) -> None:
    headers = {one["name"] for one in operation.get("parameters", [])}
    when = {
        (401, 403): bool(operation.get("security")),
        (404,): "{" in path or path.endswith("sessions"),
        WITH_BODY: "requestBody" in operation,
        (412, 428): "If-Match" in headers,
        (410,): path.endswith("public/obstacles/{key}"),
    }
    statuses = {*EVERYWHERE, *(one for several, so in when.items() if so for one in several)}
    if 410 in statuses:
        operation["responses"]["301"] = {"description": "Joined with another obstacle."}
    if "If-None-Match" in headers:
        operation["responses"]["304"] = {"description": "As you have it."}
    for status in sorted(statuses):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}


def _response(status: int) -> dict[str, Any]:
    codes = ", ".join(code for code, kind in KINDS.items() if kind.status == status)
    return {
        "description": f"A problem: {codes}.",
        "content": {"application/problem+json": {"schema": PROBLEM}},
    }


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    error = {"type": "object", "properties": {"pointer": text, "parameter": text, "detail": text}}
    return {
        "type": "object",
        "description": "RFC 9457. Decide by code; show title and detail.",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "code": {"type": "string", "enum": sorted(KINDS)},
            "errors": {"type": "array", "items": error},
            "current": {
                "type": "object",
                "description": "With 409 and 412: where the case stands now.",
            },
            "request_id": text,
        },
        "required": ["type", "title", "status", "detail", "code", "errors", "request_id"],
    }
