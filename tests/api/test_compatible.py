"""Inside v1 nothing is taken away: a description that breaks older clients fails the build."""

import copy
from pathlib import Path

import pytest
import yaml

from api.compatible import broken

DOCS = Path(__file__).resolve().parents[2] / "docs"
PATH = "/api/v1/reports/{key}/transitions/reject"


def read(name):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((DOCS / name).read_text(encoding="utf-8"), loader)


@pytest.fixture(scope="module")
def released():
    return read("openapi-v1.yaml")


@pytest.fixture
def changed(released):
    """The released description, to be changed by a test."""
    return copy.deepcopy(released)


def test_nothing_of_the_released_description_is_taken_away(released):
    """CONTRIBUTING.md says when the released copy is renewed: with a release, never to pass."""
    assert broken(released, read("openapi.yaml")) == []


def body(told):
    return told["components"]["schemas"]["StepReportReject"]


def row(told):
    return told["components"]["schemas"]["ReportDetail"]


def post(told):
    return told["paths"][PATH]["post"]


BREAKS = {
    "an address": lambda told: told["paths"].pop(PATH),
    "a method": lambda told: told["paths"][PATH].pop("post"),
    "a name of an operation": lambda told: post(told).update(operationId="other"),
    "a field of a body": lambda told: body(told)["properties"].pop("words"),
    "a field of an answer": lambda told: row(told)["properties"].pop("account"),
    "a value of an answer": lambda told: row(told)["properties"]["state"]["enum"].pop(),
    "a value of a body": lambda told: body(told)["properties"]["language"]["enum"].pop(),
    "a field demanded": lambda told: body(told)["required"].append("extra"),
    "a field no longer sure": lambda told: row(told)["required"].remove("state"),
    "a shorter text": lambda told: body(told)["properties"]["words"].update(maxLength=10),
    "a longer text": lambda told: body(told)["properties"]["words"].update(minLength=9),
    "a new shape": lambda told: row(told)["properties"]["version"].update(type="string"),
    "a parameter demanded": lambda told: post(told)["parameters"].append(
        {"name": "X-New", "in": "header", "required": True, "schema": {"type": "string"}}
    ),
    "a parameter": lambda told: told["paths"]["/api/v1/reports"]["get"]["parameters"].pop(),
    "a status": lambda told: post(told)["responses"].pop("200"),
    "a kind of body": lambda told: post(told)["requestBody"]["content"].pop("application/json"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_a_client_relies_on_is_missed(released, changed, what):
    BREAKS[what](changed)

    found = broken(released, changed)

    assert found
    assert all(one.endswith(".") for one in found)


ADDS = {
    "nothing": lambda told: None,
    "an address": lambda told: told["paths"].update({"/api/v1/new": {}}),
    "a field of an answer": lambda told: row(told)["properties"].update(new={"type": "string"}),
    "a field always there": lambda told: row(told)["required"].append("account"),
    "a value of an answer": lambda told: row(told)["properties"]["state"]["enum"].append("NEW"),
    "a field of a body": lambda told: body(told)["properties"].update(new={"type": "string"}),
    "a field no longer demanded": lambda told: body(told)["required"].remove("why"),
    "a longer text": lambda told: body(told)["properties"]["words"].update(maxLength=99_999),
    "a parameter": lambda told: post(told)["parameters"].append(
        {"name": "new", "in": "query", "schema": {"type": "string"}}
    ),
}


@pytest.mark.parametrize("what", ADDS)
def test_additions_pass(released, changed, what):
    ADDS[what](changed)

    assert broken(released, changed) == []
