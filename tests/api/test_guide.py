"""The guide in docs/api.md is true: its Python and its curl are run, block after block."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from django.utils import timezone

from api.models import Token
from api.scopes import EVERYTHING
from tests.workflow.receiver import Receiver
from workflow.deliveries import send_owed
from workflow.errand_room import run_errands
from workflow.exports import make_waiting
from workflow.models import Case
from workflow.states import Kind

from .example_world import ExampleWorld

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
# Refusals stop the script; jq is spoken by Python where there is none.
SHELL = """set -euo pipefail
curl() { command curl --silent --show-error --fail-with-body "$@"; }
jq() { python3 -c 'import json, sys
told = json.load(open(sys.argv[2]) if sys.argv[2:] else sys.stdin)
print(told[sys.argv[1][1:]])' "${@:2}"; }
"""

pytestmark = pytest.mark.django_db(transaction=True)


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


def token_of(person):
    return Token.issue(person.user, name="guide", scopes=EVERYTHING)[1]


def work():
    """What the worker does meanwhile."""
    run_errands(now=timezone.now())
    make_waiting(clock=timezone.now)
    send_owed(clock=timezone.now)


@pytest.fixture
def given(live_server):
    """What the guide asks its readers to have: an address, and tokens."""
    world = ExampleWorld()
    world.report()
    return {
        "PASSERELLE_URL": live_server.url,
        "PASSERELLE_TOKEN": token_of(world.coordinator),
        "PASSERELLE_BODY_TOKEN": token_of(world.partner),
    }


def test_the_python_of_the_guide_walks_from_a_report_to_its_outcome(given, monkeypatch):
    names = {}
    with Receiver() as there:
        for name, value in {**given, "MY_HOOK_URL": there.url}.items():
            monkeypatch.setenv(name, value)

        for number, block in enumerate(blocks("python"), start=1):
            exec(compile(block, f"docs/api.md, block {number}", "exec"), names)
            work()

    call = there.got[0]
    genuine = [
        names["is_genuine"](names["secret"], call.headers, body, now=time.time())
        for body in (call.body, call.body + b" ")
    ]
    assert genuine == [True, False]
    assert Case.objects.get(kind=Kind.OBSTACLE).state == "RESOLVED_COMPLETELY"
    assert names["made"]["status"] == "done"
    assert len(names["copy"]) == Case.objects.count()


def test_the_curl_of_the_guide_is_answered(given, tmp_path):
    script = SHELL + "\n".join(blocks("sh"))

    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, **given, "no_proxy": "*"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-2000:]
    assert Case.objects.filter(kind=Kind.REPORT, state="IN_TRIAGE").count() == 1
