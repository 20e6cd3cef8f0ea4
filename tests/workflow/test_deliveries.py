"""Announcements to programs of others, with a real receiver at the other end."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils.timezone import localtime

from tests.factories import World, fresh
from tests.workflow.receiver import Receiver
from workflow import deliveries, wire
from workflow.deliveries import WAITS, send_owed
from workflow.models import Delivery, Notice, Webhook
from workflow.signatures import secret_of
from workflow.steps import take_step

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CANARY = "Zebrafink"


class Watch:
    """A clock that the test winds."""

    def __init__(self):
        self.at = START

    def __call__(self):
        return self.at

    def later(self, wait):
        self.at += wait + timedelta(seconds=1)


def webhook(owner, url, **more):
    return Webhook.objects.create(owner=owner.user, url=url, created_on=START.date(), **more)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def clock():
    return Watch()


def status(case):
    return list(
        Delivery.objects.filter(case=case).values_list("status", "answered", "trouble", "attempts")
    )


def test_a_step_is_announced_and_signed(world, clock):
    with Receiver() as there:
        hook = webhook(world.intake, there.url)
        case = world.report("take_up")
        send_owed(clock=clock)

    submitted, taken_up = there.got
    assert [one.told["type"] for one in there.got] == [
        "passerelle.report.submit",
        "passerelle.report.take_up",
    ]
    assert taken_up.path == "/hook?team=1"
    assert taken_up.is_signed_with(secret_of(hook.drawn))
    assert not taken_up.is_signed_with(secret_of("another"))
    assert taken_up.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert taken_up.headers["webhook-timestamp"] == str(int(START.timestamp()))
    assert submitted.headers["webhook-id"] != taken_up.headers["webhook-id"]
    assert status(case) == [("delivered", 200, "", 1)] * 2


def test_an_announcement_is_a_cloud_event_with_nothing_of_the_case_in_it(world, clock):
    with Receiver() as there:
        webhook(world.intake, there.url)
        case = world.report(account=f"{CANARY} and a diploma that does not count, for years now.")
        world.take(case, "take_up")
        world.take(case, "note", world.intake, text=f"{CANARY} again")
        send_owed(clock=clock)

    told = there.got[1].told
    entry = case.log.get(number=2)
    assert told == {
        "specversion": "1.0",
        "id": str(entry.pk),
        "source": "http://localhost:8000/api/v1",
        "type": "passerelle.report.take_up",
        "time": localtime(entry.at).isoformat(),
        "datacontenttype": "application/json",
        "subject": case.reference,
        "data": {
            "id": str(case.report_id),
            "reference": case.reference,
            "kind": "report",
            "step": "take_up",
            "version": 1,
            "href": f"/api/v1/reports/{case.reference}",
        },
    }
    assert [CANARY.encode() in one.body for one in there.got] == [False] * 3
    assert [b"nurse@example.org" in one.body for one in there.got] == [False] * 3


def test_an_anonymous_report_is_announced_with_its_day_only(world, clock):
    with Receiver() as there:
        webhook(world.intake, there.url)
        case = world.report("take_up", contact_way="anonymous", email="")
        send_owed(clock=clock)

    kept = Delivery.objects.filter(case=case).values_list("settled_at", "due_at")
    assert {one.told["time"] for one in there.got} == {"2026-11-02T00:00:00+01:00"}
    assert set(kept) == {(datetime(2026, 11, 22, 23, 0, tzinfo=UTC), None)}
    assert {int(one.headers["webhook-id"][:8], 16) for one in there.got} == {
        int(str(case.pk)[:8], 16)
    }


def test_a_webhook_hears_of_the_kinds_and_steps_it_named(world, clock):
    with Receiver() as there:
        webhook(world.coordinator, there.url, kinds=["obstacle"], steps=["assign"])
        world.report("take_up")
        world.obstacle("assign", "start_analysis")
        send_owed(clock=clock)

    assert [one.told["type"] for one in there.got] == ["passerelle.obstacle.assign"]


def test_nobody_hears_of_cases_they_do_not_see(world, clock):
    with Receiver() as there:
        webhook(world.partner, there.url)
        world.report("take_up")
        send_owed(clock=clock)

    assert there.got == []
    assert Delivery.objects.count() == 0


def test_what_is_unshared_before_sending_is_not_sent(world, clock):
    obstacle = world.obstacle("share")
    with Receiver() as there:
        webhook(world.partner, there.url)
        world.take(obstacle, "edit_side")
        world.take(obstacle, "unshare")
        send_owed(clock=clock)

    assert there.got == []


def test_a_partner_hears_that_a_version_is_new_and_not_by_which_step(world, clock):
    asked = world.consultation()
    with Receiver() as there:
        webhook(world.partner, there.url)
        world.take(asked, "accept")
        world.take(asked, "note", world.coordinator)
        send_owed(clock=clock)

    told = [one.told for one in there.got]
    assert [(one["type"], one["data"]["step"]) for one in told] == [
        ("passerelle.consultation.changed", "changed")
    ]


def test_a_filter_does_not_tell_what_the_message_would_not(world, clock):
    asked = world.consultation()
    with Receiver() as there:
        webhook(world.partner, there.url, steps=["accept"])
        world.take(asked, "accept")
        send_owed(clock=clock)

    assert there.got == []


def test_an_owner_who_left_hears_nothing(world, clock):
    with Receiver() as there:
        webhook(world.intake, there.url)
        world.report()
        world.intake.user.is_active = False
        world.intake.user.save()
        send_owed(clock=clock)

    assert there.got == []


def test_a_message_is_tried_again_under_the_same_key(world, clock):
    with Receiver(500, 200) as there:
        webhook(world.intake, there.url)
        case = world.report()
        send_owed(clock=clock)
        assert status(case) == [("waiting", 500, "", 1)]
        send_owed(clock=clock)
        clock.later(WAITS[0])
        send_owed(clock=clock)

    first, second = there.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert first.body == second.body
    assert status(case) == [("delivered", 200, "", 2)]
    assert Webhook.objects.get().failing_since is None


def test_after_a_day_a_message_is_given_up(world, clock):
    with Receiver(500) as there:
        webhook(world.intake, there.url)
        case = world.report()
        for wait in (*WAITS, timedelta()):
            send_owed(clock=clock)
            clock.later(wait)
        send_owed(clock=clock)

    assert sum(WAITS, timedelta()) == timedelta(days=1)
    assert len(there.got) == len(WAITS) + 1
    assert status(case) == [("failed", 500, "", len(WAITS) + 1)]


def test_a_redirect_is_not_followed(world, clock):
    with Receiver("redirect") as there:
        webhook(world.intake, there.url)
        case = world.report()
        send_owed(clock=clock)

    assert len(there.got) == 1
    assert status(case) == [("waiting", 302, "", 1)]


@pytest.mark.parametrize("manner", ["hang", "drip"])
def test_who_takes_too_long_is_left(world, clock, monkeypatch, manner):
    monkeypatch.setattr(wire, "LIMIT", 0.5)
    with Receiver(manner) as there:
        webhook(world.intake, there.url)
        case = world.report()
        began = time.monotonic()
        send_owed(clock=clock)
        took = time.monotonic() - began

    assert took < 3
    assert status(case) == [("waiting", None, "timeout", 1)]


def test_who_is_slow_but_in_time_is_heard(world, clock):
    with Receiver("slow") as there:
        webhook(world.intake, there.url)
        case = world.report()
        send_owed(clock=clock)

    assert status(case) == [("delivered", 200, "", 1)]


def test_an_address_that_fails_rests_and_holds_up_no_other(world, clock):
    with Receiver(500) as bad, Receiver() as good:
        webhook(world.intake, bad.url)
        webhook(world.intake, good.url)
        for _ in range(3):
            world.report()
        send_owed(clock=clock)

    assert (len(bad.got), len(good.got)) == (1, 3)


def test_nobody_listening_is_tried_again(world, clock):
    with Receiver() as there:
        url = there.url
    webhook(world.intake, url)
    case = world.report()

    send_owed(clock=clock)

    assert status(case) == [("waiting", None, "no_answer", 1)]


def test_an_address_that_is_gone_is_switched_off_at_once_and_its_owner_told(world, clock):
    with Receiver(410) as there:
        hook = webhook(world.intake, there.url)
        case = world.report("take_up")
        send_owed(clock=clock)
        world.take(case, "note", world.intake)

    hook.refresh_from_db()
    notice = Notice.objects.get(letter="webhook_off")
    assert (hook.off, hook.off_on, hook.version) == ("gone", START.date(), 2)
    assert (notice.user, notice.facts["host"]) == (world.intake.user, "127.0.0.1")
    assert [one[0] for one in status(case)] == ["failed", "failed"]


def test_an_address_that_fails_for_five_days_is_switched_off(world, clock):
    with Receiver(500) as there:
        hook = webhook(world.intake, there.url)
        for _day in range(6):
            world.report()
            send_owed(clock=clock)
            clock.later(timedelta(days=1))
        sent = len(there.got)
        world.report()
        send_owed(clock=clock)

    hook.refresh_from_db()
    assert (hook.off, len(there.got)) == ("failures", sent)
    assert Delivery.objects.filter(status="waiting").count() == 0
    assert Notice.objects.filter(letter="webhook_off").count() == 1


def test_a_worker_that_dies_gives_the_message_back(world, clock, monkeypatch):
    with Receiver() as there:
        webhook(world.intake, there.url)
        case = world.report()
        with monkeypatch.context() as broken:
            broken.setattr(deliveries, "_hand_over", _die)
            with pytest.raises(SystemExit):
                send_owed(clock=clock)
        send_owed(clock=clock)
        assert there.got == []
        clock.later(deliveries.LENT)
        send_owed(clock=clock)

    assert status(case) == [("delivered", 200, "", 2)]


def _die(_delivery, clock):
    raise SystemExit


def test_a_step_that_is_undone_is_not_announced(world, clock):
    case = world.report()
    with Receiver() as there:
        webhook(world.intake, there.url)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            take_step(case, "take_up", by=world.intake, at=world.later())
            raise ZeroDivisionError
        send_owed(clock=clock)

    assert there.got == []
    assert fresh(case).state == "RECEIVED"


def test_while_the_house_changes_its_secret_both_signatures_are_sent(world, clock, settings):
    with Receiver() as there:
        hook = webhook(world.intake, there.url)
        shown = secret_of(hook.drawn)
        old = settings.SECRET_KEY
        with override_settings(SECRET_KEY="n" * 60, SECRET_KEY_FALLBACKS=[old]):
            world.report()
            send_owed(clock=clock)
            new = secret_of(hook.drawn)

    assert shown != new
    assert [there.got[0].is_signed_with(one) for one in (shown, new)] == [True, True]


def test_the_list_is_kept_for_thirty_days(world, clock):
    with Receiver() as there:
        webhook(world.intake, there.url)
        world.report()
        send_owed(clock=clock)
    Delivery.objects.update(owed_on=START.date())

    deliveries.forget_old(now=START + timedelta(days=30))
    kept = Delivery.objects.count()
    deliveries.forget_old(now=START + timedelta(days=31))

    assert (kept, Delivery.objects.count()) == (1, 0)
