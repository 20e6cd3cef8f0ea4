"""Every principal × every state × every address, by HTTP: each cell one request.

The whole matrix has more than 57,000 cells; PASSERELLE_WHOLE_MATRIX=1 asks them all. Otherwise
who is not signed in is asked all, and of the others every fourth cell, the same ones each time,
laid like a Latin square: each principal meets each address, and a test below counts that they do.

A step is sent without a version: unseen is 404, not yours is 403, and yours gets as far as 428,
so that nothing happens. Where a step needs no version it is sent empty and taken back again.
"""

import os
from dataclasses import dataclass
from itertools import product

import pytest
from django.db import transaction
from django.test import Client

from api.views.steps import steps_in_the_api
from workflow.states import STATES

from .matrix_tables import (
    CONSULTATION,
    EVERY_WALK,
    OBSTACLE,
    OTHER_WORDS,
    OWN_ACTS,
    OWN_READS,
    PUBLICATION,
    READS,
    REPORT,
    STEPS,
    by_name,
)
from .matrix_world import PRINCIPALS, SCOPES, Everybody, role_of

NOT_SIGNED_IN, NO_SCOPE, UNSEEN, NOT_YOURS, YOURS = "401", "no scope", "404", "403", "yours"
KINDS = (REPORT, OBSTACLE, CONSULTATION)
OUTSIDE = PRINCIPALS[:7]
WHOLE = bool(os.environ.get("PASSERELLE_WHOLE_MATRIX"))
STANDS = [(kind, state) for kind in KINDS for state in EVERY_WALK[kind]]
CLOSED_WITH_AN_OUTCOME = {"RESOLVED_COMPLETELY", "RESOLVED_PARTIALLY", "NOT_RESOLVED", "DISMISSED"}


@dataclass(frozen=True)
class Act:
    """An address below a case, how it is asked, and the roles for which it is."""

    path: str
    method: str
    roles: frozenset[str]


def acts(kind, state):
    """All that can be asked of a case, with the roles that may."""
    found = [*reads(kind, state)]
    for name, roles in by_name(STEPS[kind]).items():
        found.append(Act(f"/transitions/{name}", "post", roles))
        found.append(Act(f"/transitions/{name}/preview", "post", roles))
    for name, roles in by_name(PUBLICATION).items() if kind == OBSTACLE else ():
        found.append(Act(f"/publication/transitions/{name}", "post", roles))
        found.append(Act(f"/publication/transitions/{name}/preview", "post", roles))
    for line in OTHER_WORDS[kind].split():
        path, method, step = line.split(":")
        found.append(Act(f"/{path}".rstrip("/"), method, by_name(STEPS[kind])[step]))
    return found


def reads(kind, state):
    for name, roles in by_name(READS[kind]).items():
        path = "" if name == "detail" else f"/{name}"
        there = name != "outcome" or state in CLOSED_WITH_AN_OUTCOME
        yield Act(path, "get", roles if there else frozenset())


def expected(name, act, kind, state):
    """The answer that was agreed, in the order in which answers come."""
    role, reading = role_of(name, kind, state), act.method == "get"
    if name in OUTSIDE:
        return NOT_SIGNED_IN
    if not scope_covers(SCOPES.get(name), act, kind):
        return NO_SCOPE
    if role in act.roles:
        return YOURS
    return UNSEEN if reading or not role else NOT_YOURS


def scope_covers(scopes, act, kind):
    needed = "read" if act.method == "get" else f"{kind}s:write"
    if act.path.endswith("/contact"):
        needed = "contact"
    return scopes is None or needed in scopes


class Asked:
    """Sends one request as one principal and says in a word what came back."""

    def __init__(self):
        self.client = Client()
        self.number = 0

    def __call__(self, secret, method, path):
        self.number += 1
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        sent = {}
        if method != "get":
            headers["Idempotency-Key"] = f"a-key-of-the-matrix-{self.number:08}"
            sent = {"data": b"{}", "content_type": "application/json"}
        with transaction.atomic():
            response = self.client.generic(method, f"/api/v1{path}", headers=headers, **sent)
            transaction.set_rollback(True)
        return outcome(response, method)


def outcome(response, method):
    """One of the five answers; anything else as it came."""
    status = response.status_code
    if status == 403:
        code = response.json()["code"]
        return {"insufficient_scope": NO_SCOPE, "not_yours": NOT_YOURS}.get(code, code)
    good = {200} if method == "get" else {200, 409, 422, 428}
    return YOURS if status in good else str(status)


def cells(kind, state):
    """The cells of one state that are asked: who, and what."""
    row = STANDS.index((kind, state))
    for (who, name), (what, act) in product(enumerate(PRINCIPALS), enumerate(acts(kind, state))):
        if WHOLE or name in OUTSIDE or (7 * row + who + what) % 20 < 5:
            yield name, act


@pytest.mark.parametrize(("kind", "state"), STANDS, ids=lambda one: str(one))
def test_every_cell_answers_as_agreed(db, settings, tmp_path, kind, state):
    settings.MEDIA_ROOT = tmp_path
    world, ask, wrong = Everybody(kind, state), Asked(), []
    place = f"/{kind}s/{world.case.reference}"

    for name, act in cells(kind, state):
        told = ask(world.secrets[name], act.method, f"{place}{act.path}")
        wanted = expected(name, act, kind, state)
        if told != wanted:
            wrong.append((name, act.method, act.path, f"{told}, not {wanted}"))

    assert state in (world.case.state, world.case.publication)
    assert wrong == []
    assert ask.number == len([*cells(kind, state)])


def test_more_than_twenty_thousand_cells_are_asked():
    asked = [(kind, state, *cell) for kind, state in STANDS for cell in cells(kind, state)]
    pairs = {
        (kind, name, act.path, act.method) for kind, state, name, act in asked
    }  # whom each address of a kind meets
    every = {
        (kind, name, act.path, act.method)
        for kind, state in STANDS
        for name, act in product(PRINCIPALS, acts(kind, state))
    }

    assert len(asked) >= 20_000
    assert pairs == every


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_and_every_state_is_in_the_matrix(kind):
    named = set(by_name(STEPS[kind])) | set(by_name(PUBLICATION) if kind == OBSTACLE else ())
    states = set(STATES[kind].values) | (
        {"IN_REVIEW", "PUBLISHED", "WITHDRAWN"} if kind == OBSTACLE else set()
    )

    assert named == set(steps_in_the_api(kind))
    assert set(EVERY_WALK[kind]) == states


def own_cells():
    """What a reporter's secret opens at the addresses of reporters: their own report only."""
    ways = [("get", path) for path in OWN_READS] + [("post", path) for path in OWN_ACTS]
    yield from product(PRINCIPALS, ways)


@pytest.mark.parametrize("state", EVERY_WALK[REPORT])
def test_a_report_opens_to_its_own_code_only(db, settings, tmp_path, state):
    settings.MEDIA_ROOT = tmp_path
    world, ask, wrong = Everybody(REPORT, state), Asked(), []
    place = f"/public/reports/{world.case.reference}"
    opens = {"reporter": YOURS, "reporter of another report": UNSEEN}

    for name, (method, path) in own_cells():
        told = ask(world.secrets[name], method, f"{place}{path}")
        if told != opens.get(name, NOT_SIGNED_IN):
            wrong.append((name, method, path, told))

    assert wrong == []
