"""Lists as files: made as their owner sees them then, told as they may see them now."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.filters import ORDERINGS, parameters
from workflow import list_filter
from workflow.exports import ALWAYS, NARROWS, forget_old, make_waiting
from workflow.models import Case, Export
from workflow.states import Kind

from .conftest import caller, code_of

FORMULA = '=HYPERLINK("http://evil.test","Diplomas")'


@pytest.fixture
def coordinator(world):
    return caller(world.coordinator)


def ask(who, kind="obstacle", form="json", **filters):
    return who.send("/exports", {"kind": kind, "format": form, "filters": filters})


def made(who, *rest, **more):
    key = ask(who, *rest, **more).json()["id"]
    make_waiting(clock=timezone.now)
    return key


def fetched(who, key):
    return who.read(f"/exports/{key}/content")


def whole(response):
    return b"".join(response.streaming_content)


def test_an_export_is_asked_for_made_and_fetched(world, coordinator):
    first, second = world.obstacle("assign"), world.obstacle()

    asked = ask(coordinator, ordering="opened")
    key = asked.json()["id"]
    waiting = fetched(coordinator, key)
    before = coordinator.read(f"/jobs/{key}").json()
    make_waiting(clock=timezone.now)
    after = coordinator.read(f"/jobs/{key}").json()
    told = coordinator.read(f"/exports/{key}").json()
    rows = json.loads(whole(fetched(coordinator, key)))

    listed = coordinator.read("/obstacles?ordering=opened").json()["results"]
    assert (asked.status_code, code_of(waiting)) == (202, (409, "not_now"))
    assert [(one["status"], one["done"], one["result"]) for one in (before, after)] == [
        ("waiting", None, None),
        ("done", 2, f"/api/v1/exports/{key}"),
    ]
    assert (told["rows"], told["content"]) == (2, f"/api/v1/exports/{key}/content")
    assert rows == listed
    assert [one["reference"] for one in rows] == [first.reference, second.reference]
    assert coordinator.read("/exports").json()["results"] == [told]


def test_a_list_is_narrowed_as_on_the_page(world, coordinator):
    assigned = world.obstacle("assign")
    world.obstacle()

    rows = json.loads(whole(fetched(coordinator, made(coordinator, state=["ASSIGNED"]))))

    assert [one["reference"] for one in rows] == [assigned.reference]


def test_no_cell_is_a_formula(world, coordinator):
    world.obstacle(title=FORMULA)

    lines = whole(fetched(coordinator, made(coordinator, "obstacle", "csv"))).decode("utf-8-sig")
    book = whole(fetched(coordinator, made(coordinator, "obstacle", "xlsx")))

    head, row = csv.reader(io.StringIO(lines))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert parts.testzip() is None
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    cells = [[one for one in line] for line in sheet[0]]
    assert row[head.index("title")] == f"'{FORMULA}"
    assert {one.get("t") for line in cells for one in line} == {"inlineStr"}
    assert "".join(cells[1][head.index("title")].itertext()) == FORMULA
    assert [len(line) for line in cells] == [len(head)] * 2


def test_the_policy_is_asked_when_the_list_is_made(world):
    obstacle = world.obstacle("share")
    partner = caller(world.partner)
    key = ask(partner).json()["id"]
    world.take(obstacle, "unshare")

    make_waiting(clock=timezone.now)

    assert partner.read(f"/exports/{key}").json()["rows"] == 0


def test_the_policy_is_asked_again_at_the_download(world):
    obstacle, other = world.obstacle("share"), world.obstacle("share")
    partner = caller(world.partner)
    key = made(partner)
    before = json.loads(whole(fetched(partner, key)))
    world.take(obstacle, "unshare")

    after = json.loads(whole(fetched(partner, key)))

    assert {one["reference"] for one in before} == {obstacle.reference, other.reference}
    assert [one["reference"] for one in after] == [other.reference]
    assert "handler" not in after[0] or after[0]["handler"] is None


def test_who_left_gets_an_empty_list(world, coordinator):
    world.obstacle()
    key = ask(coordinator).json()["id"]
    world.coordinator.user.is_active = False
    world.coordinator.user.save()

    make_waiting(clock=timezone.now)

    assert Export.objects.get(pk=key).rows == 0


def test_an_export_is_its_owners_own_and_ends_after_a_day(world, coordinator):
    key = made(coordinator)
    other = caller(world.second)

    strange = [other.read(f"/{one}") for one in (f"exports/{key}", f"jobs/{key}")]
    strange.append(fetched(other, key))
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    late = fetched(coordinator, key)
    forget_old(now=timezone.now())

    assert [code_of(one) for one in [*strange, late]] == [(404, "unknown")] * 4
    assert Export.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "file", "format": "csv"},
        {"kind": "report", "format": "pdf"},
        {"kind": "report", "format": "csv", "filters": []},
        {"kind": "report", "format": "csv", "filters": {"border": ["no-such"]}},
    ],
)
def test_what_cannot_be_asked_is_refused(world, coordinator, body):
    assert code_of(coordinator.send("/exports", body)) == (422, "incomplete")


@pytest.mark.parametrize("name", ["secret", "opened_after", "body", "network", "organisation"])
def test_a_filter_of_another_name_is_refused_by_name(coordinator, name):
    refused = ask(coordinator, "report", **{name: "1"})

    assert code_of(refused) == (400, "unknown_field")
    assert [one["pointer"] for one in refused.json()["errors"]] == [f"/filters/{name}"]


def test_a_file_is_narrowed_by_the_names_of_the_list(world, coordinator):
    asked = world.consultation()
    obstacle = Case.objects.get(pk=asked.parent_id)
    world.obstacle()
    filters = {
        "organisation": asked.consultation.authority.slug,
        "border": obstacle.obstacle.borders.first().slug,
        "created_after": "2020-01-01",
        "updated_after": "2020-01-01T00:00:00+01:00",
        "overdue": "false",
        "ordering": "-changed",
    }

    rows = json.loads(whole(fetched(coordinator, made(coordinator, **filters))))

    listed = coordinator.read(f"/obstacles?{urlencode(filters)}").json()["results"]
    assert rows == listed
    assert [one["reference"] for one in rows] == [obstacle.reference]


def test_names_and_orders_of_files_are_those_of_lists():
    for kind in Kind:
        assert {*ALWAYS, *NARROWS} - {"organisation"} == set(parameters(kind)) - {"organisation"}
    assert list_filter.ORDERINGS == ORDERINGS


def test_who_sees_a_case_from_a_seat_narrows_by_nothing_they_may_not_read(world):
    partner = caller(world.partner)

    assert code_of(ask(partner, q="nurse")) == (400, "unknown_field")
    assert ask(partner, open="true").status_code == 202


def test_more_rows_cost_no_more_queries(world, coordinator):
    one = world.obstacle("assign")
    few = made(coordinator, state=[one.state])
    world.obstacle(), world.obstacle()
    many = made(coordinator)
    whole(fetched(coordinator, few)), whole(fetched(coordinator, many))

    with CaptureQueriesContext(connection) as first:
        whole(fetched(coordinator, few))
    with CaptureQueriesContext(connection) as second:
        rows = json.loads(whole(fetched(coordinator, many)))

    assert (len(rows), len(second)) == (3, len(first))


def test_eleven_are_too_many(coordinator):
    assert [ask(coordinator).status_code for _ in range(11)] == [202] * 10 + [422]


def test_no_export_without_a_name(db):
    assert code_of(caller().read("/exports")) == (401, "not_signed_in")
