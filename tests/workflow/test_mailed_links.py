"""How long a link lives, and how a body gets a new one."""

from datetime import timedelta

import pytest

from tests.factories import World, fresh
from tests.workflow.relay import Relay
from workflow import letters, mailed_links, post
from workflow.locators import locator_of
from workflow.mailed_links import Standing
from workflow.models import AccessCode, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def case(world):
    return world.consultation()


def code_of(case):
    return mailed_links.find(locator_of(case.seats.get(role="PARTNER").codes.latest("id").pk))


def standing(case, at):
    return mailed_links.standing(code_of(case), at=at)


def test_a_link_lives_until_a_week_after_the_day(world, case):
    day = world.at + timedelta(days=28)

    assert standing(case, day + timedelta(days=7)) is Standing.OPEN
    assert standing(case, day + timedelta(days=8)) is Standing.EXPIRED


def test_a_reminder_carries_a_link_that_works(world, case):
    world.at += timedelta(days=40)
    world.take(case, "remind")

    assert standing(case, world.at + timedelta(days=6)) is Standing.OPEN


def test_a_link_does_not_end_while_the_body_waits_for_us(world, case):
    world.take(case, "ask_back")

    assert standing(fresh(case), world.at + timedelta(days=300)) is Standing.OPEN


def test_a_seat_that_ended_leads_nowhere(world, case):
    case.seats.filter(role="PARTNER").update(until=world.at - timedelta(days=1))

    assert standing(case, world.at) is Standing.ENDED


def test_an_expired_link_is_replaced_by_a_new_one(world, case):
    old, late = code_of(case), world.at + timedelta(days=60)

    mailed_links.renew(old.seat, at=late)

    assert mailed_links.standing(mailed_links.find(locator_of(old.pk)), at=late) is (
        Standing.REPLACED
    )
    assert standing(case, late + timedelta(days=7)) is Standing.OPEN
    assert Notice.objects.get(letter="new_link").recipient == "body:ministry"


def test_asking_twice_brings_one_letter(world, case):
    late = world.at + timedelta(days=60)

    mailed_links.renew(code_of(case).seat, at=late)
    mailed_links.renew(code_of(case).seat, at=late + timedelta(minutes=1))

    assert Notice.objects.filter(letter="new_link").count() == 1
    assert AccessCode.objects.filter(seat__case=case, revoked_at=None).count() == 1


def test_a_link_that_works_is_sent_again_and_not_replaced(world, case):
    before = code_of(case)

    mailed_links.renew(before.seat, at=world.at)

    assert code_of(case) == before


@pytest.mark.parametrize(
    ("address", "letters"), [("Ministry@example.org", 1), ("other@example.org", 0)]
)
def test_reference_and_address_must_belong_together(world, case, address, letters):
    mailed_links.renew_for(case.reference, address, at=world.at)

    assert Notice.objects.filter(letter="new_link").count() == letters


def test_the_letter_reaches_a_colleague_in_the_same_house(world, case, settings):
    with Relay() as relay:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay.port
        Notice.objects.all().delete()

        told = mailed_links.tell_colleague(code_of(case).seat, "ann@example.org", at=world.at)
        post.send_due(now=world.at)

    [letter] = relay.letters
    assert told
    assert letter["To"] == "ann@example.org"
    assert locator_of(code_of(case).pk) in letter.as_string()


def test_no_letter_leaves_the_house_of_the_body(world, case):
    assert not mailed_links.tell_colleague(code_of(case).seat, "ann@example.com", at=world.at)


def test_five_colleagues_a_day_are_enough(world, case):
    seat = code_of(case).seat

    told = [
        mailed_links.tell_colleague(seat, f"ann{number}@example.org", at=world.at)
        for number in range(6)
    ]

    assert told == [True] * 5 + [False]


def test_after_a_change_of_the_secret_letters_carry_links_that_work(world, case, settings):
    old = locator_of(code_of(case).pk)
    settings.SECRET_KEY = "another secret of the house, as long as the first one was"

    link = letters.link_of(Notice.objects.get(case=case, letter="request"))

    assert mailed_links.find(old) is None
    assert mailed_links.find(link.rpartition("/")[2]) is not None
