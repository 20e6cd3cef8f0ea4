"""Webhooks by program: made, changed, tried, looked at; only one's own."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.workflow.receiver import Receiver
from workflow.deliveries import send_owed
from workflow.models import Delivery, Webhook

from .conftest import caller, code_of

URL = "http://127.0.0.1:9/hook"


@pytest.fixture
def intake(world):
    return caller(world.intake)


def made(who, **more):
    return who.send("/webhooks", {"url": URL, **more})


def change(who, hook, body, version=None):
    match = f'"v{hook["version"] if version is None else version}"'
    return who.ask("patch", f"/webhooks/{hook['id']}", body, match=match)


def test_a_webhook_is_made_and_its_secret_shown_once(intake):
    told = made(intake, kinds=["report"], steps=["take_up"])
    hook = told.json()

    shown = intake.read(f"/webhooks/{hook['id']}")
    assert (told.status_code, told["ETag"], told["Location"]) == (
        201,
        '"v1"',
        f"/api/v1/webhooks/{hook['id']}",
    )
    assert hook["secret"].startswith("whsec_")
    assert {**shown.json(), "secret": hook["secret"]} == hook
    assert intake.read("/webhooks").json()["results"] == [shown.json()]
    assert hook["secret"] not in str(Webhook.objects.values())


def test_the_secret_shown_is_the_one_that_signs(world, intake):
    with Receiver() as there:
        hook = made(intake, url=there.url).json()
        world.report()
        send_owed(clock=timezone.now)

    assert [one.is_signed_with(hook["secret"]) for one in there.got] == [True]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/url"),
        ({"url": "ftp://example.org"}, "/url"),
        ({"url": "https://a:b@example.org"}, "/url"),
        ({"url": URL, "kinds": ["file"]}, "/kinds"),
        ({"url": URL, "steps": ["explode"]}, "/steps"),
        ({"url": 5}, "/url"),
    ],
)
def test_what_cannot_be_is_said_field_by_field(intake, body, pointer):
    told = intake.send("/webhooks", body)

    assert code_of(told) == (422, "incomplete")
    assert {one["pointer"] for one in told.json()["errors"]} == {pointer}


def test_a_host_that_is_not_named_is_refused(intake, settings):
    settings.WEBHOOK_HOSTS = [".example.org"]

    told = [made(intake, url=f"https://{host}/") for host in ("a.example.org", "a.example.com")]

    assert [one.status_code for one in told] == [201, 422]


def test_a_webhook_is_changed_as_it_was_read(intake):
    hook = made(intake).json()

    changed = change(intake, hook, {"kinds": ["obstacle"]})
    late = change(intake, hook, {"kinds": []})
    blind = intake.ask("patch", f"/webhooks/{hook['id']}", {"kinds": []})

    assert (changed.json()["kinds"], changed["ETag"]) == (["obstacle"], '"v2"')
    assert code_of(late) == (412, "overtaken")
    assert code_of(blind) == (428, "if_match_missing")


def test_a_webhook_is_switched_off_and_on(world, intake):
    hook = made(intake).json()
    world.report()

    off = change(intake, hook, {"active": False}).json()
    world.report()
    on = change(intake, off, {"active": True}).json()

    assert (off["active"], off["off"], on["active"], on["off"]) == (False, "owner", True, None)
    assert list(Delivery.objects.values_list("status", "trouble")) == [("failed", "switched_off")]


def test_a_webhook_is_deleted_with_its_list(world, intake):
    hook = made(intake).json()
    world.report()

    gone = intake.ask("delete", f"/webhooks/{hook['id']}", match='"v1"')

    assert gone.status_code == 204
    assert code_of(intake.read(f"/webhooks/{hook['id']}")) == (404, "unknown")
    assert Delivery.objects.count() == 0


def test_nobody_comes_near_the_webhook_of_another(world, intake):
    hook = made(intake).json()
    other = caller(world.coordinator)
    world.report()
    key = Delivery.objects.get().pk
    at = f"/webhooks/{hook['id']}"

    tried = [
        other.read(at),
        change(other, hook, {"kinds": []}),
        other.ask("delete", at, match='"v1"'),
        other.read(f"{at}/deliveries"),
        other.send(f"{at}/test"),
        other.send(f"{at}/deliveries/{key}/redeliver"),
        intake.send(f"{at}/deliveries/{uuid4()}/redeliver"),
    ]

    assert [code_of(one) for one in tried] == [(404, "unknown")] * 7
    assert other.read("/webhooks").json()["results"] == []


def test_eleven_are_too_many(intake):
    told = [made(intake) for _ in range(11)]

    assert [one.status_code for one in told] == [201] * 10 + [422]


def test_a_trial_says_nothing_and_arrives(intake):
    with Receiver() as there:
        hook = made(intake, url=there.url).json()
        sent = intake.send(f"/webhooks/{hook['id']}/test")
        send_owed(clock=timezone.now)

    listed = intake.read(f"/webhooks/{hook['id']}/deliveries").json()["results"]
    assert sent.status_code == 202
    assert there.got[0].told["type"] == "passerelle.ping"
    assert there.got[0].told["data"] == {"webhook": hook["id"]}
    assert [(one["id"], one["status"], one["answered"], one["reference"]) for one in listed] == [
        (sent.json()["id"], "delivered", 200, None)
    ]


def test_a_failed_message_is_sent_again_under_its_key(world, intake):
    with Receiver(410, 200) as there:
        hook = made(intake, url=there.url).json()
        case = world.report()
        send_owed(clock=timezone.now)
        failed = intake.read(f"/webhooks/{hook['id']}/deliveries").json()["results"][0]
        again = f"/webhooks/{hook['id']}/deliveries/{failed['id']}/redeliver"
        while_off = intake.send(again)
        change(intake, hook, {"active": True}, version=2)
        sent = intake.send(again)
        send_owed(clock=timezone.now)

    assert (failed["status"], failed["answered"], failed["reference"]) == (
        "failed",
        410,
        case.reference,
    )
    assert code_of(while_off) == (409, "not_now")
    assert sent.status_code == 202
    assert {one.headers["webhook-id"] for one in there.got} == {failed["id"]}


def test_the_list_forgets_the_reference_with_the_right_to_see_it(world):
    obstacle = world.obstacle("share")
    partner = caller(world.partner)
    hook = made(partner).json()
    world.take(obstacle, "edit_side")
    at = f"/webhooks/{hook['id']}/deliveries"
    before = partner.read(at).json()["results"]
    world.take(obstacle, "unshare")

    after = partner.read(at).json()["results"]

    assert [one["reference"] for one in before] == [obstacle.reference]
    assert {one["reference"] for one in after} == {None}


def test_a_long_list_goes_on_behind_a_cursor_and_costs_the_same(world, intake):
    hook = made(intake).json()
    for _ in range(3):
        world.report()
    at = f"/webhooks/{hook['id']}/deliveries"
    intake.read(at)

    with CaptureQueriesContext(connection) as one:
        first = intake.read(f"{at}?page_size=1").json()
    with CaptureQueriesContext(connection) as three:
        whole = intake.read(f"{at}?page_size=3").json()
    second = intake.read(f"{at}?page_size=2&cursor={first['next_cursor']}").json()

    assert whole["results"] == first["results"] + second["results"]
    assert (whole["next_cursor"], second["next_cursor"]) == (None, None)
    assert len(one) == len(three)
    assert code_of(intake.read(f"{at}?cursor=x:y")) == (400, "unknown_parameter")


def test_no_webhook_without_a_name(db):
    assert code_of(caller().read("/webhooks")) == (401, "not_signed_in")
