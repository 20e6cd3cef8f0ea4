"""Every example of the description is sent for real, and answered as it says."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from api.examples import kept
from api.views.documentation import described
from api.views.steps import steps_in_the_api
from workflow.states import Kind

from .conformance import strict, validator_root
from .conftest import caller
from .example_calls import FILE, call_of
from .example_calls import STEPS as SPELLED
from .example_world import ExampleWorld

STEPS = [(kind, name) for kind in Kind for name in steps_in_the_api(kind)]
RECORDED = os.environ.get("RECORD_EXAMPLES", "")


def operations():
    return {
        one["operationId"]: (method, path, one)
        for path, methods in described()["paths"].items()
        for method, one in methods.items()
    }


def errors_of(schema, told):
    known = {**strict(schema), "components": validator_root()["components"]}
    return [one.message for one in Draft202012Validator(known).iter_errors(told)]


def content_of(operation):
    """The good answer of an operation as it is described: its status and its content."""
    status = min(operation["responses"])
    return int(status), operation["responses"][status].get("content", {}).get("application/json")


def record(content, told):
    """Keep a real answer as the example of its schema, where somebody asked for that."""
    if RECORDED:
        with Path(RECORDED).open("a", encoding="utf-8") as out:
            name = content["schema"]["$ref"].rsplit("/", 1)[1]
            out.write(json.dumps({name: told}) + "\n")


@pytest.fixture
def world(db):
    return ExampleWorld()


@pytest.mark.parametrize(("kind", "name"), STEPS)
def test_the_example_of_a_step_is_taken(world, kind, name):
    case, actor = world.case_for(kind, name)
    machine = "/publication" if case.steps[name].field == "publication" else ""
    path = f"/api/v1/{kind}s/{{key}}{machine}/transitions/{name}"
    told = described()["paths"][path]["post"]
    example = told["requestBody"]["content"]["application/json"]["example"]
    world.needs(name, example)
    files = FILE if name == "attach" else None

    response = caller(actor).take(case, name, world.sent(example), files=files)

    assert response.status_code == 200, response.json()
    assert "ETag" in response.headers
    record(told["responses"]["200"]["content"]["application/json"], response.json())


OTHERS = sorted(
    name for name, (_method, path, _one) in operations().items() if "/transitions/" not in path
)


@pytest.mark.parametrize("name", OTHERS)
def test_the_example_of_an_operation_is_answered(world, name):
    """An operation that nobody has thought of is told how in tests/api/example_calls.py."""
    method, path, told = operations()[name]
    call = call_of(name, path, world)
    sent = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    body = call.body or world.sent(sent.get("example"))
    if name in SPELLED:
        world.needs(SPELLED[name][1], body)
    names = {one["name"] for one in told.get("parameters", []) if one["in"] == "header"}
    more = {one: said for one, said in call.more.items() if one != "match" or "If-Match" in names}
    address = path.removeprefix("/api/v1").format(**call.blanks) + call.query

    response = call.by.ask(method, address, body, **more)

    status, content = content_of(told)
    assert response.status_code == status, response.headers
    response.close()
    if content:
        record(content, response.json())


def test_every_operation_has_an_example_of_what_is_sent_and_of_what_comes_back():
    without = [
        name
        for name, (_method, _path, one) in operations().items()
        for content in one.get("requestBody", {}).get("content", {}).values()
        if "example" not in content and "encoding" not in content
    ]
    answers = [
        name
        for name, (_method, _path, one) in operations().items()
        if (content_of(one)[1] or {"example": 1}).get("example") is None
    ]

    assert without == []
    assert answers == []


@pytest.mark.parametrize("part", ["bodies", "answers"])
def test_every_example_is_as_its_schema_says(part):
    schemas = described()["components"]["schemas"]

    wrong = {
        name: found
        for name, told in kept()[part].items()
        if name in schemas and (found := errors_of(schemas[name], told))
    }

    assert wrong == {}
    assert not set(kept()[part]) - set(schemas) - set(operations())
