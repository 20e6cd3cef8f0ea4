"""The post room, with a real mail relay at the other end of the wire."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.conf import settings as django_settings
from django.utils.timezone import localtime

from obstacles.models import Contact, Membership
from tests.factories import World, body, official, story
from tests.workflow.relay import Relay, free_port
from workflow import addressees, post
from workflow.models import AccessCode, Notice, Seat
from workflow.roles import Role
from workflow.states import Kind
from workflow.steps import open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(settings):
    with Relay() as relay:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay.port
        yield relay


def _part(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body(preferencelist=(kind,))
    assert body is not None
    return str(body.get_content())


def test_a_due_letter_leaves_and_is_marked(relay):
    world = World()
    case = world.report()

    looked_at = post.send_due(now=world.at)

    notice = Notice.objects.get(case=case)
    [letter] = relay.letters
    assert looked_at == 1
    assert (notice.sent_at, notice.attempts) == (world.at, 1)
    assert letter["To"] == "nurse@example.org"
    assert letter["Message-ID"] == notice.message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["X-Auto-Response-Suppress"] == "All"
    assert letter["Content-Language"] == "nl"
    assert letter["Reply-To"] == django_settings.MAIL_REPLY_TO
    assert case.reference in letter["Subject"]
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert f"/nl/track?reference={case.reference}" in _part(letter, "plain")
    assert '<html lang="nl">' in _part(letter, "html")


def test_a_letter_leaves_once(relay):
    world = World()
    world.report()

    post.send_due(now=world.at)
    post.send_due(now=world.later())

    assert len(relay.letters) == 1


def test_a_letter_tells_nothing_of_the_story_and_no_code(relay):
    world = World()
    world.report()

    post.send_due(now=world.at)

    words = relay.letters[0].as_string()
    assert "diploma" not in words
    assert world.access_code not in words


def test_a_letter_that_is_held_does_not_leave_early(relay, settings):
    settings.LETTERS_HELD_SECONDS = 30
    world = World()
    world.report("take_up", "redirect")
    post.send_due(now=world.at)
    early = [letter["Subject"] for letter in relay.letters]

    post.send_due(now=world.later(seconds=30))

    assert len(early) == 1
    assert len(relay.letters) == 2


def test_a_step_undone_in_time_is_told_nobody(relay, settings):
    settings.LETTERS_HELD_SECONDS = 30
    world = World()
    case = world.report("take_up", "reject")
    post.send_due(now=world.at)
    world.at -= timedelta(hours=1)

    world.take(case, "reopen")
    post.send_due(now=world.later())

    rejected = Notice.objects.get(case=case, letter="rejected")
    assert rejected.sent_at is None
    assert rejected.last_error == addressees.UNDONE
    assert ["cannot take up" in letter["Subject"] for letter in relay.letters] == [False, False]


def test_a_mistaken_link_is_told_nobody(relay, settings):
    settings.LETTERS_HELD_SECONDS = 30
    world = World()
    case = world.report("take_up", "link")
    world.take(case, "unlink")

    post.send_due(now=world.later())

    assert Notice.objects.get(case=case, letter="news").last_error == addressees.UNDONE


def test_a_letter_about_an_anonymous_report_leaves_no_time_of_day(relay):
    world = World()
    office = official(Role.FRONT_OFFICE, of=body("counter"))
    told = story(contact_way="anonymous", email="")
    case = open_case(Kind.REPORT, by=office, at=world.at, answers=told).case

    post.send_due(now=world.at)

    sent = Notice.objects.get(case=case).sent_at
    assert sent is not None
    assert f"{localtime(sent):%H:%M:%S}" == "00:00:00"


def test_an_address_that_is_full_waits_longer_each_time_and_stops_nobody_else(relay):
    relay.answers = {"full@example.org": "452 Mailbox full"}
    world = World()
    bad = world.report(email="full@example.org")
    good = world.report(email="good@example.org")

    waits = []
    for _try in range(len(post.WAITS)):
        post.send_due(now=world.at)
        notice = Notice.objects.get(case=bad)
        waits.append(notice.due_at - world.at)
        world.at = notice.due_at
    post.send_due(now=world.at)

    assert waits == list(post.WAITS)
    assert Notice.objects.get(case=good).sent_at is not None
    stopped = Notice.objects.get(case=bad)
    assert (stopped.last_error, stopped.stopped_at) == (post.GIVEN_UP, world.at)
    assert [letter["To"] for letter in relay.letters] == ["good@example.org"]


def test_a_mailbox_that_does_not_exist_is_somebodys_list(relay):
    relay.answers = {"gone@example.org": "550 No such user"}
    world = World()
    case = world.report(email="gone@example.org")

    post.send_due(now=world.at)

    assert Notice.objects.get(case=case).last_error == post.REFUSED
    assert Contact.objects.get(report=case.report).bounced_on == world.at.date()


def test_a_relay_that_is_down_costs_no_attempt(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    world = World()
    case = world.report()

    looked_at = post.send_due(now=world.at)

    notice = Notice.objects.get(case=case)
    assert (looked_at, notice.attempts, notice.due_at) == (0, 0, world.at)
    assert not post.is_delayed(now=world.later(minutes=9))
    assert post.is_delayed(now=world.later(minutes=2))


def test_a_letter_refused_after_its_text_is_sent_again_under_the_same_name(relay):
    relay.after_letter = "451 Try again"
    world = World()
    world.report(email="first@example.org")
    world.report(email="second@example.org")
    post.send_due(now=world.at)
    relay.after_letter = "250 Kept"

    post.send_due(now=world.later(minutes=1))

    names = [letter["Message-ID"] for letter in relay.letters]
    assert len(names) == 4
    assert len(set(names)) == 2


@pytest.mark.parametrize("trick", ["\r\nBcc: all@example.org", "\nX: y"])
def test_an_address_of_two_lines_is_refused(relay, trick):
    world = World()
    case = world.report()
    Contact.objects.filter(report=case.report).update(email=f"nurse@example.org{trick}")

    post.send_due(now=world.at)

    assert relay.letters == []
    assert Notice.objects.get(case=case).last_error == post.BAD_HEADER


def test_an_erased_reporter_is_written_to_no_more(relay):
    world = World()
    case = world.report()
    Contact.objects.filter(report=case.report).delete()

    post.send_due(now=world.at)

    assert relay.letters == []
    assert Notice.objects.get(case=case).last_error == addressees.NO_ADDRESS


def test_a_body_whose_seat_is_gone_is_told_no_more(relay):
    world = World()
    case = world.consultation()
    Seat.objects.filter(case=case, role=Role.PARTNER).delete()

    post.send_due(now=world.at)

    notice = Notice.objects.get(case=case, letter="request")
    assert notice.last_error == addressees.NOT_TOLD


def test_a_colleague_who_left_the_case_is_told_no_more(relay):
    world = World()
    case = world.obstacle("assign")
    Seat.objects.filter(case=case).delete()

    post.send_due(now=world.at)

    assert relay.letters == []
    assert Notice.objects.get(case=case).last_error == addressees.NOT_TOLD


def test_a_colleague_who_may_not_sign_in_any_more_is_told_no_more(relay):
    world = World()
    world.obstacle("assign")
    world.expert.user.is_active = False
    world.expert.user.save()
    Membership.objects.filter(user=world.expert.user).delete()

    post.send_due(now=world.at)

    assert relay.letters == []


def test_a_body_is_led_to_its_question_and_nothing_else(relay):
    world = World()
    case = world.consultation()

    post.send_due(now=world.at)

    [letter] = [one for one in relay.letters if one["To"] == world.ministry.email]
    locator = post.locator_of(AccessCode.objects.get(seat__case=case).pk)
    assert f"/nl/p/{locator}" in _part(letter, "plain")
    assert "Would you accept" not in letter.as_string()


def test_digits_are_mailed_at_once_and_written_down_nowhere(relay):
    world = World()
    case = world.consultation()
    code = AccessCode.objects.select_related("seat__authority", "seat__case").get(seat__case=case)
    before = Notice.objects.count()

    post.send_code(code, "204816", language="fr")

    [letter] = relay.letters
    assert letter["To"] == world.ministry.email
    assert "204816" in _part(letter, "plain")
    assert "/fr/p/" in _part(letter, "plain")
    assert Notice.objects.count() == before


def test_digits_that_cannot_leave_are_owned_up_to(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = free_port()
    case = World().consultation()
    code = AccessCode.objects.get(seat__case=case)

    with pytest.raises(post.NotSentError):
        post.send_code(code, "204816", language="fr")


def test_a_letter_by_post_is_left_for_the_office_to_print(relay):
    world = World()
    case = world.report(contact_way="post", address="Kerkstraat 1")

    post.send_due(now=world.at)

    assert relay.letters == []
    assert Notice.objects.get(case=case).stopped_at is None
