"""The OpenAPI description: read off the views and the step forms, so that it cannot differ."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiRequest, OpenApiResponse

from workflow.procedure import steps
from workflow.states import Kind

from . import examples, naming, parameters, replies
from .naming import PREFIX
from .scopes import SCOPES, scope_for
from .shapes import schema
from .uploads import AS_JSON, with_files

DONE = {200: "Done.", 201: "Made.", 202: "Begun; it goes on in the background.", 204: "Gone."}


class _Secret(OpenApiAuthenticationExtension):
    words = ""

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": self.words}


class TokenScheme(_Secret):
    target_class = "api.authentication.TokenAuthentication"
    name = "token"

    @property
    def words(self) -> str:  # type: ignore[override]
        scopes = "; ".join(f"`{name}`: {words}" for name, words in SCOPES.items())
        return (
            "The token of a person or of a service account; `manage.py create_token USER` makes "
            f"one. Each operation names the scope it needs. Scopes: {scopes}. "
            "`write` includes those that end in `:write`."
        )


class SessionScheme(_Secret):
    target_class = "api.authentication.ReporterAuthentication"
    name = "reporterSession"
    words = "The session that POST /public/sessions opened."


class HouseSchema(AutoSchema):
    """Asks a view for its parameters, what it reads, and what it answers."""

    view: Any

    def get_operation(self, path: str, *rest: Any) -> Any:
        operation = super().get_operation(path, *rest)
        if operation is not None:
            operation.setdefault("security", [])
            replies.complete(operation, self.method, path, self.view)
            if step := self._step():
                examples.of_step(operation, getattr(self.view, "kind", Kind.REPORT), step)
        return operation

    def get_summary(self) -> str | None:
        step = self._step()
        if step:
            return str(step.label)
        return (super().get_description() or "").split("\n")[0].rstrip(".") or None

    def get_description(self) -> str:  # type: ignore[override]
        step = self._step()
        return step.doc if step else super().get_description()

    def _step(self) -> Any:
        name = getattr(self.view, "step", "")
        if self.method != "POST" or not name:
            return None
        return steps(getattr(self.view, "kind", Kind.REPORT))[name]

    def get_auth(self) -> Any:
        """What opens this address; for a token, the scope it needs."""
        needed = [scope_for(self.method, self.path)]
        found = [one for one in super().get_auth() if one]
        return [{TokenScheme.name: needed} if TokenScheme.name in one else one for one in found]

    def get_operation_id(self) -> str:
        told = self.view.gives(self.method)[1]
        return naming.operation_id(
            self.method,
            self.path,
            kind=str(getattr(self.view, "kind", Kind.REPORT).value),
            step=getattr(self.view, "step", ""),
            answer=getattr(told, "__name__", ""),
        )

    def get_tags(self) -> list[str]:
        return [naming.tag(self.path)]

    def get_override_parameters(self) -> list[Any]:
        asked = parameters.of_query(self.view) if self.method == "GET" else ()
        return [
            *parameters.of_address(self.path, self.view),
            *asked,
            *parameters.of_headers(self.method, self.view),
        ]

    def get_request_serializer(self) -> Any:
        asked = getattr(self.view, "asked", None)
        if self.method in ("GET", "DELETE") or asked is None:
            return None
        name, form = asked()
        STEPS[name] = form
        body = {"$ref": f"#/components/schemas/{name}"}
        told: dict[str, Any] = {"application/json": body}
        if self.view.takes_files:
            told["multipart/form-data"] = OpenApiRequest(with_files(body), encoding=AS_JSON)
        return told

    def get_response_serializers(self) -> Any:
        status, told = self.view.gives(self.method)
        shown = OpenApiResponse(told, description=DONE[status])
        content = self.view.content if self.method == "GET" else ""
        return {(status, content): shown} if content else {status: shown}

    def get_examples(self) -> list[Any]:
        return []


# Request bodies, gathered while the views are walked.
STEPS: dict[str, Any] = {}


def only_ours(endpoints: Any) -> Any:
    """Leave out the addresses that are there to say no."""
    return [one for one in endpoints if "{rest}" not in one[0] and one[0] != PREFIX]


def complete(result: Any, generator: Any, request: Any, public: bool) -> Any:
    """Add the bodies of all steps, what all operations share, and an example for each."""
    schemas = result["components"]["schemas"]
    schemas |= {name: form if _ready(form) else schema(form) for name, form in STEPS.items()}
    for part, told in replies.components().items():
        result["components"].setdefault(part, {}).update(told)
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    result["tags"] = naming.tags_of(result)
    examples.add(result)
    return result


def _ready(form: Any) -> bool:
    return isinstance(form, dict)
