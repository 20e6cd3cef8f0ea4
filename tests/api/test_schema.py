"""The description of the API is the API."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.translation import override

from api.problems import KINDS
from api.views.documentation import described
from api.views.steps import steps_in_the_api
from tests.api import conformance
from workflow.states import Kind

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"


def test_the_committed_description_is_current():
    out = StringIO()

    with override("en"):
        call_command("spectacular", stdout=out, stderr=StringIO())

    assert out.getvalue() == COMMITTED.read_text(encoding="utf-8"), "make docs"


def test_it_is_generated_without_a_doubt():
    errors = StringIO()

    call_command("spectacular", "--fail-on-warn", "--validate", stdout=StringIO(), stderr=errors)


@pytest.mark.parametrize("kind", Kind)
def test_every_step_has_an_address_and_a_body_of_its_own(kind):
    told = described()

    for name, step in steps_in_the_api(kind).items():
        machine = "/publication" if step.field == "publication" else ""
        path = f"/api/v1/{kind}s/{{key}}{machine}/transitions/{name}"
        body = told["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        schema = told["components"]["schemas"][body["schema"]["$ref"].rsplit("/", 1)[1]]
        asked = set(step.form.base_fields) - {"files"} if step.form else set()
        assert set(schema["properties"]) == asked
        assert schema["additionalProperties"] is False


def test_steps_of_nobody_have_no_address():
    paths = described()["paths"]

    for name in ("lapse", "conclude", "move", "remind_reporter", "submit"):
        assert f"/api/v1/reports/{{key}}/transitions/{name}" not in paths


def test_every_operation_has_a_name_of_its_own_and_says_how_it_fails():
    operations = [one for path in described()["paths"].values() for one in path.values()]

    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))
    assert all({"400", "429", "500"} <= set(one["responses"]) for one in operations)


def test_every_problem_is_described():
    told = described()["components"]["schemas"]["Problem"]

    assert told["properties"]["code"]["enum"] == sorted(KINDS)


def test_the_description_is_served(db):
    response = Client().get("/api/v1/schema")

    assert response.json()["openapi"] == "3.1.0"


class Planted:
    """An answer that is not as described."""

    def __init__(self, told, status=200, media_type="application/json"):
        self.told, self.status_code, self.headers = told, status, {"Content-Type": media_type}

    def __getitem__(self, name):
        return self.headers[name]

    def json(self):
        return self.told


ME = {
    "id": "00000000-0000-0000-0000-000000000000",
    "username": "ana",
    "name": "Ana",
    "language": "nl",
    "offices": [],
    "memberships": [],
}


@pytest.mark.parametrize(
    "answer",
    [
        Planted({**ME, "secret": "x"}),
        Planted({**ME, "offices": "none"}),
        Planted({name: ME[name] for name in ME if name != "username"}),
        Planted(ME, status=418),
        Planted(ME, media_type="text/html"),
    ],
)
def test_the_comparison_sees_what_is_not_as_described(answer):
    conformance.check("get", "/api/v1/me", Planted(ME))

    with pytest.raises(AssertionError):
        conformance.check("get", "/api/v1/me", answer)
