"""Random bodies, values and addresses: never a fault, and always an answer as described."""

import json
import secrets

import pytest
from django.core.cache import cache, caches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.shapes import fields_of
from api.views.steps import steps_in_the_api
from tests.factories import border, story
from workflow.procedure import opening
from workflow.states import Kind

from .conftest import caller

FUZZ = settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TEXT = st.text(max_size=60) | st.sampled_from(
    ["", "be-nl", "health", "nl", "2027-03-01", "2027-02-30", "OB-000000", "a\nb", "\u202e", "=1+1"]
)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
EXPECTED = {200, 201, 400, 403, 404, 409, 412, 422, 428}


def bodies(names):
    return st.dictionaries(st.sampled_from([*names, "surplus"]), VALUE, max_size=len(names))


def uncounted():
    """A visitor whose requests were not counted yet."""
    caches["rates"].clear()
    cache.clear()
    return caller()


def as_bytes(body):
    """JSON with surrogates as escapes, as a hostile client sends them."""
    return json.dumps(body).encode()


@FUZZ
@given(data=st.data())
def test_a_random_report_is_no_fault(db, data):
    border()
    names = list(fields_of(opening(Kind.REPORT).form))
    body = story() | data.draw(bodies(names))

    response = uncounted().send("/public/reports", as_bytes(body))

    assert response.status_code in {201, 400, 422}


@pytest.mark.parametrize("kind", Kind)
def test_a_random_step_is_no_fault(world, kind):
    case = {
        Kind.REPORT: lambda: world.report("take_up"),
        Kind.OBSTACLE: lambda: world.obstacle("edit_side", "assign", "start_analysis"),
        Kind.CONSULTATION: world.consultation,
    }[kind]()
    callers = [caller(who) for who in (world.coordinator, world.partner, world.expert)]
    known = steps_in_the_api(kind)

    @FUZZ
    @given(data=st.data())
    def run(data):
        name = data.draw(st.sampled_from(sorted(known)))
        names = list(fields_of(known[name].form)) if known[name].form else []
        usual = {k: v for k, v in world.answers(case).get(name, {}).items() if k in names}
        body = json.loads(json.dumps(usual, default=str)) | data.draw(bodies(names or ["x"]))
        response = data.draw(st.sampled_from(callers)).take(case, name, as_bytes(body))
        assert response.status_code in EXPECTED

    run()


@FUZZ
@given(
    name=st.sampled_from(
        ["q", "state", "border", "theme", "assignee", "overdue", "created_after", "page", "cursor",
         "page_size", "ordering", "organisation", "from", "to", "tz", "as_of", "group_by", "x"]
    ),
    value=st.text(max_size=40),
)  # fmt: skip
def test_a_random_question_is_no_fault(world, name, value):
    coordinator = caller(world.coordinator)
    paths = ["/reports", "/obstacles", "/consultations", "/public/obstacles", "/statistics/flow"]

    caches["rates"].clear()
    cache.clear()
    answers = [coordinator.read(f"{path}?{encoded(name, value)}") for path in paths]

    assert {one.status_code for one in answers} <= {200, 400}


def encoded(name, value):
    raw = value.encode("utf-8", "surrogatepass")
    return f"{name}=" + "".join(f"%{byte:02x}" for byte in raw)


@FUZZ
@given(raw=st.binary(max_size=200) | st.binary(max_size=60).map(lambda one: b'{"account": "' + one))
def test_random_bytes_are_no_fault(db, raw):
    response = uncounted().send("/public/reports", raw, key=secrets.token_urlsafe(24))

    assert response.status_code in {400, 422}


@FUZZ
@given(key=st.text(min_size=1, max_size=60))
def test_a_random_address_is_no_fault(world, key):
    path = "/reports/" + encoded("", key).removeprefix("=")

    response = caller(world.intake).read(path)

    assert response.status_code == 404
