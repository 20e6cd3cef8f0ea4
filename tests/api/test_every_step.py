"""A client takes every step: each one over HTTP, by a person of each role that may.

The steps and their roles are read from the procedures, so that a new step without an address,
or an address nobody can use, is red by itself.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.shapes import fields_of
from api.views.steps import steps_in_the_api
from tests.factories import World, body, fresh, official, reason, story
from tests.permissions.test_matrix import WALKS
from workflow.models import Case
from workflow.procedure import steps
from workflow.states import Kind
from workflow.steps import open_case

from .conftest import caller, code_of, place, reporter

NOBODYS = {"CLOCK", "RULE", "IMPORT", "REPORTER"}
EXPERTS = {"EXPERT", "LEAD_EXPERT"}
# The data protection officer sees no single case, and intake no question to a body.
OUT_OF_REACH = {
    ("report", "erase", "DATA_PROTECTION"),
    ("consultation", "note", "INTAKE"),
    ("consultation", "attach", "INTAKE"),
}
# Where the table of walks does not lead.
TO_PUBLICATION = {
    "UNPUBLISHED": "assign",
    "IN_REVIEW": "assign request_review",
    "PUBLISHED": "assign request_review approve",
}
WAYS = {
    ("obstacle", "unmerge"): "merge",
    ("obstacle", "extend_deadline"): "assign",
    ("obstacle", "resolve"): "edit_side assign start_analysis propose_solution",
    ("report", "confirm_effect"): "take_up answer",
    ("consultation", "send"): None,
}


class Office(World):
    """A world in which every chair of an obstacle is taken."""

    def __init__(self):
        super().__init__(at=timezone.now() - timedelta(hours=20))
        self.other = official("EXPERT")
        self.office = official("FRONT_OFFICE", of=body("office"))

    def answers(self, case):
        told = super().answers(case)
        told["assign"] = {**told["assign"], "others": [self.other.user.username]}
        told["correct_contact"] = {"email": "new@example.org", "language": "fr"}
        told["erase"] = {"reason": "asked", "confirmed_by": self.second.user.username}
        told["edit"] = {"title_en": "D", "borders": ["be-nl"], "theme": "health"}
        told["edit"]["original_language"] = "en"
        told["edit_facts"] = {"source_system": "letter"}
        told["hold"]["why"] = reason("hold").code
        return told

    def people(self):
        return {
            "INTAKE": self.intake,
            "COORDINATOR": official("COORDINATOR"),
            "LEAD_EXPERT": self.expert,
            "EXPERT": self.other,
            "PARTNER": self.partner,
            "ACTING_BODY": self.partner,
            "FRONT_OFFICE": self.office,
        }

    def filed(self, *walk):
        """A report that a front office filed for somebody, walked along."""
        opened = open_case(Kind.REPORT, by=self.office, at=self.at, answers=story())
        self.access_code = opened.access_code
        for name in walk:
            self.take(opened.case, name)
        case = fresh(opened.case)
        if case.parent_id:
            self.take(Case.objects.get(pk=case.parent_id), "assign")
        return case

    def asked_draft(self):
        obstacle = self.obstacle("assign", "start_analysis")
        self.take(obstacle, "consult", send_now=False)
        return obstacle.parts.get(kind=Kind.CONSULTATION)

    def walked(self, kind, walk):
        if walk is None:
            return self.asked_draft()
        walk = walk.split()
        if kind == Kind.REPORT:
            return self.filed(*walk)
        if kind == Kind.CONSULTATION:
            return self.consultation(*walk)
        if walk == ["merge"]:
            case = self.obstacle("assign")
            self.take(case, "merge", into=self.obstacle().reference)
            return fresh(case)
        return self.obstacle(*walk)


@pytest.fixture
def office(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Office()


def where_it_begins(kind, step, role):
    """A walk to a state in which this role can take the step."""
    if (kind, step.name) in WAYS:
        return WAYS[kind, step.name]
    walks = TO_PUBLICATION if step.field == "publication" else WALKS[kind]
    for state, walk in walks.items():
        seated = "link" in walk.split() if kind == Kind.REPORT else "assign" in walk
        if state in step.moves and (role not in EXPERTS or seated or kind == Kind.CONSULTATION):
            return walk
    raise AssertionError(f"{step.name} begins nowhere")


def elsewhere(kind, step):
    """A walk to a state in which the step is not possible, if there is one."""
    walks = TO_PUBLICATION if step.field == "publication" else WALKS[kind]
    return next((walk for state, walk in walks.items() if state not in step.moves), None)


EVERY = [
    pytest.param(kind, step.name, str(role), id=f"{kind}-{step.name}-{role}")
    for kind in Kind
    for step in steps_in_the_api(kind).values()
    for role in sorted(step.by)
    if role not in NOBODYS and (kind, step.name, str(role)) not in OUT_OF_REACH
]
ONCE = [
    pytest.param(kind, step, str(sorted(steps(kind)[step].by - NOBODYS)[0]), id=f"{kind}-{step}")
    for kind in Kind
    for step in steps_in_the_api(kind)
]


def told_for(world, case, name):
    """Good answers to a step as JSON, and the files it needs."""
    known = world.answers(case)
    told = dict(known.get((case.kind, name)) or known.get(name) or {})
    if "milestones" in told:
        told["milestones"] = told["milestones"].splitlines()
    if name == "merge":
        told = {"into": world.obstacle().reference}
    return told, {"letter.txt": b"words"} if name == "attach" else None


def address(case, step):
    machine = "/publication" if step.field == "publication" else ""
    return f"{place(case)}{machine}/transitions/{step.name}"


@pytest.mark.parametrize(("kind", "name", "role"), EVERY)
def test_each_role_takes_its_steps(office, kind, name, role):
    step = steps(kind)[name]
    case = office.walked(kind, where_it_begins(kind, step, role))
    told, files = told_for(office, case, name)

    response = caller(office.people()[role]).take(case, name, told, files=files)

    now, line = fresh(case), response.json()
    last = case.log.filter(step=name).order_by("number").last()
    assert response.status_code == 200, line
    assert (line["entry"], line["step"]) == (last.number, name)
    assert line["version"] == case.version + step.versioned == last.version
    assert (line["state"], line["publication"]) == (last.after, last.publication)
    assert response["ETag"] == f'"v{last.version}"'
    assert now.version >= line["version"]


@pytest.mark.parametrize(("kind", "name", "role"), ONCE)
def test_each_step_says_no_in_the_same_order(office, kind, name, role):
    step = steps(kind)[name]
    case = office.walked(kind, where_it_begins(kind, step, role))
    told, files = told_for(office, case, name)
    client, at, now = caller(office.people()[role]), address(case, step), f'"v{case.version}"'
    lines = case.log.count()

    answers = [
        client.send(at, {"reference": "RP-000000"}, match=now),
        client.send(at, told, files=files, match=now, **{"Idempotency-Key": "short"}),
        client.send(at, told, files=files),
        client.send(at, told, files=files, match='"v999"'),
    ]

    assert [code_of(one) for one in answers] == [
        (400, "unknown_field"),
        (400, "key_missing"),
        (428, "if_match_missing"),
        (412, "overtaken"),
    ]
    assert case.log.count() == lines


ASKING = [one for one in ONCE if steps(one.values[0])[one.values[1]].form is not None]


@pytest.mark.parametrize(("kind", "name", "role"), ASKING)
def test_each_step_names_what_is_missing(office, kind, name, role):
    step = steps(kind)[name]
    case = office.walked(kind, where_it_begins(kind, step, role))
    required = {f"/{field}" for field, one in step.form.base_fields.items() if one.required}
    lines = case.log.count()

    response = caller(office.people()[role]).take(case, name, {})

    if not required and response.status_code == 200:
        assert set(fields_of(step.form))
        return
    named = {one["pointer"] for one in response.json()["errors"]}
    assert code_of(response) == (422, "incomplete")
    assert required - named == set()
    assert case.log.count() == lines


@pytest.mark.parametrize(("kind", "name", "role"), ONCE)
def test_each_step_is_refused_where_it_does_not_begin(office, kind, name, role):
    step = steps(kind)[name]
    walk = elsewhere(kind, step)
    if walk is None:
        assert set(WALKS[kind]) <= set(step.moves)
        return
    case = office.walked(kind, walk)
    by = "COORDINATOR" if "COORDINATOR" in step.by else role
    told, files = told_for(office, case, name)

    response = caller(office.people()[by]).take(case, name, told, files=files)

    assert code_of(response) == (409, "not_now")
    assert response.json()["current"]["state"] == case.state


REPORTERS = {
    "reply": ("messages", "take_up ask_reporter", {"text": "Level four."}, "redirect"),
    "add": ("messages", "take_up", {"text": "Again."}, "redirect"),
    "withdraw": ("withdraw", "take_up", {}, "redirect"),
    "confirm_effect": ("feedback", "take_up answer", {"felt": "felt"}, "take_up"),
    "correct_contact": ("contact", "", {"email": "new@example.org", "language": "fr"}, None),
}


def test_every_step_of_a_reporter_has_an_address():
    theirs = {name for name, one in steps(Kind.REPORT).items() if "REPORTER" in one.by}

    assert theirs - {"submit"} == set(REPORTERS)


@pytest.mark.parametrize("name", REPORTERS)
def test_a_reporter_takes_each_of_theirs(office, name):
    part, walk, told, closed = REPORTERS[name]
    case = office.report(*walk.split())
    mine = reporter(office, case)
    at = f"/public/reports/{case.reference}/{part}"

    keyless = mine.send(at, told, **{"Idempotency-Key": "short"})
    strange = mine.send(at, {"reference": "RP-000000"})
    empty = mine.send(at, {}) if told else None
    done = mine.send(at, told)

    assert code_of(keyless) == (400, "key_missing")
    assert code_of(strange) == (400, "unknown_field")
    assert empty is None or code_of(empty) == (422, "incomplete")
    assert (done.status_code, done.json()["step"]) == (200, name)
    assert done.json()["version"] == fresh(case).version
    if closed is not None:
        other = office.report(*closed.split())
        there = f"/public/reports/{other.reference}/{part}"
        assert code_of(reporter(office, other).send(there, told)) == (409, "not_now")


def test_every_role_that_takes_a_step_is_tried():
    tried = {one.values[2] for one in EVERY}

    assert tried == {
        str(role) for kind in Kind for one in steps(kind).values() for role in one.by
    } - (NOBODYS | {"DATA_PROTECTION"})
