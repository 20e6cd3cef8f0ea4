"""A client generated from the description by a public generator does the main job."""

import importlib
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone

from api.models import Token
from api.scopes import EVERYTHING
from tests.api.example_world import ExampleWorld
from workflow.errand_room import run_errands

DESCRIPTION = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
NAME = "generated_passerelle"
STORY = {
    "account": "My diploma as a nurse does not count on the other side of the river.",
    "language": "en",
    "border": "be-nl",
    "reporter_kind": "citizen",
    "contact_way": "anonymous",
    "contact_language": "en",
}
WORDS = {"words_nl": "Het diploma telt nu.", "words_en": "The diploma counts now."}


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The client as a package, made anew from the committed description."""
    folder = tmp_path_factory.mktemp("client")
    command = ["generate", "--path", str(DESCRIPTION), "--meta", "none"]
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *command, "--output-path", folder / NAME],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "WARNING parsing" not in made.stdout
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))


class Program:
    """A program that uses the generated client as one person."""

    def __init__(self, generated, address, who=None):
        token = Token.issue(who.user, name="client", scopes=EVERYTHING)[1] if who else ""
        made = generated.AuthenticatedClient(base_url=address, token=token)
        self.client = made if who else generated.Client(base_url=address)

    def call(self, tag, name, key=None, *, version=None, body=None, fresh=True, **more):
        """Call an operation by its module; answers are objects of the generated classes."""
        module = importlib.import_module(f"{NAME}.api.{tag}.{name}")
        if body is not None:
            shape = module.sync_detailed.__annotations__["body"]
            shape = getattr(shape, "__args__", (shape,))[0]
            more["body"] = shape.from_dict(body)
        if version is not None:
            more["if_match"] = f'"v{version}"'
        if fresh:
            more["idempotency_key"] = secrets.token_urlsafe(24)
        answer = module.sync_detailed(*([key] if key else []), client=self.client, **more)
        assert answer.status_code < 300, answer.content
        return answer.parsed


@pytest.fixture
def program(generated, live_server):
    """Programs that speak as somebody; they hang up when the test is over."""
    made = []

    def start(who=None):
        made.append(Program(generated, live_server.url, who))
        return made[-1]

    yield start
    for one in made:
        one.client.get_httpx_client().close()


@pytest.mark.django_db(transaction=True)
def test_a_generated_client_does_the_main_job(program):
    world = ExampleWorld()
    desk, body, visitor = program(world.coordinator), program(world.partner), program()

    told = visitor.call("public", "hand_in_report", body=STORY)
    report = told.reference
    taken = desk.call("reports", "take_up_report", report, version=0, body={})
    new = {"title": "Diplomas", "language": "en", "borders": ["be-nl"], "theme": "health"}
    desk.call("reports", "link_report", report, version=taken.version, body=new)
    obstacle = desk.call("reports", "read_report", report, fresh=False).obstacle

    def act(name, told=None):
        seen = desk.call("obstacles", "read_obstacle", obstacle, fresh=False)
        return desk.call("obstacles", name, obstacle, version=seen.version, body=told or {})

    side = {"area": "NL", "nature": "legislative_provision", "language": "en"}
    act("edit_obstacle_side", side | {"position": "willing", "state": "open"})
    act("assign_obstacle", {"lead": "expert-nl"})
    act("start_obstacle_analysis")
    question = {"subject": "Diplomas", "question": "Would you accept them?", "language": "en"}
    act(
        "consult_on_obstacle",
        {**question, "bodies": ["nl-min-bzk"], "packet": ["summary"], "send_now": True},
    )
    asked = body.call("consultations", "list_consultations", fresh=False).results[0]
    answer = {"position": "willing", "text": "Yes.", "language": "en", "may_be_quoted": "yes"}
    body.call(
        "consultations",
        "answer_consultation",
        asked.reference,
        version=asked.version,
        body=answer,
    )
    seen = desk.call("consultations", "read_consultation", asked.reference, fresh=False)
    desk.call(
        "consultations",
        "close_consultation",
        asked.reference,
        version=seen.version,
        body={"taken_from_it": "They are willing."},
    )
    run_errands(now=timezone.now())
    way = {"kind": "domestic_law", "text": "Change the decree.", "language": "en"}
    act("propose_obstacle_solution", way | {"bodies": ["nl-min-bzk"]})
    act("resolve_obstacle", {"extent": "completely", "solved_sides": ["NL"], **WORDS})

    outcome = desk.call("obstacles", "read_obstacle_outcome", obstacle, fresh=False)

    assert outcome.words.en == "The diploma counts now."
