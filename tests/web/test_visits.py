"""How long one stays signed in, and what becomes of a form when a visit ends."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from obstacles.models import Role
from tests.factories import World, body, person
from web.account.kept import KEPT
from web.account.visits import BEGAN, SEEN

pytestmark = pytest.mark.django_db
HALF_HOUR, HALF_DAY = 30 * 60, 12 * 60 * 60


def visit(user):
    client = Client()
    client.force_login(user)
    client.get(reverse("work-today"))
    return client


def later(client, *, idle=0, whole=0):
    """As if so many seconds had passed."""
    session = client.session
    session[SEEN] -= max(idle, whole)
    session[BEGAN] -= max(idle, whole)
    if whole:
        session[SEEN] = int(timezone.now().timestamp())
    session.save()
    return client


@pytest.mark.parametrize(
    ("passed", "why"),
    [
        ({"idle": HALF_HOUR - 60}, ""),
        ({"idle": HALF_HOUR + 60}, "idle"),
        ({"whole": HALF_DAY - 60}, ""),
        ({"whole": HALF_DAY + 60}, "long"),
    ],
)
def test_a_visit_lasts_half_an_hour_idle_and_half_a_day_in_all(passed, why):
    client = later(visit(person(Role.INTAKE)), **passed)

    answer = client.get(reverse("work-queue"))

    asked = parse_qs(urlsplit(getattr(answer, "url", "")).query)
    assert asked.get("ended", [""]) == [why]
    assert ("_auth_user_id" in client.session) is (why == "")


def test_the_door_says_why_and_leads_back():
    client = later(visit(person(Role.INTAKE)), idle=HALF_HOUR + 60)

    door = client.get(reverse("work-queue") + "?q=nurse", follow=True)

    page = door.content.decode()
    assert "You were signed out after 30 minutes without a click." in page
    assert "/en/work/queue?q=nurse" in page


def test_a_click_in_time_begins_the_half_hour_anew():
    client = visit(person(Role.INTAKE))
    for _ in range(3):
        later(client, idle=HALF_HOUR - 60)
        answer = client.get(reverse("work-queue"))

    assert answer.status_code == 200


def test_being_seen_is_written_down_once_a_minute(django_assert_num_queries):
    client = visit(person(Role.INTAKE))
    before = client.session[SEEN]

    client.get(reverse("work-queue"))
    at_once = client.session[SEEN]
    later(client, idle=61)
    client.get(reverse("work-queue"))

    assert at_once == before
    assert client.session[SEEN] >= before


def test_the_api_says_401_when_the_visit_of_the_browser_is_over():
    client = later(visit(person(Role.INTAKE)), idle=HALF_HOUR + 60)

    answer = client.get("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert "_auth_user_id" not in client.session


def test_an_administrator_ends_all_sessions_of_somebody():
    user, admin = person(Role.INTAKE), visit(person(Role.ADMINISTRATOR))
    client, other = visit(user), visit(person(Role.INTAKE))
    told = {"action": "sign_out", "_selected_action": [str(user.pk)]}

    admin.post(reverse("admin:obstacles_user_changelist"), told)

    states = [one.get(reverse("work-queue")).status_code for one in (client, other)]
    assert states == [302, 200]
    assert visit(user).get(reverse("work-queue")).status_code == 200


def test_whoever_becomes_a_program_is_signed_out():
    user = person(Role.PARTNER, of=body())
    client = visit(user)
    user.is_service = True
    user.set_unusable_password()
    user.save()

    assert client.get(reverse("work-today")).status_code == 302
    assert "_auth_user_id" not in client.session


def typed_too_late(user, text="What the ministry told us by telephone."):
    world = World()
    case = world.report()
    client = later(visit(user), idle=HALF_HOUR + 60)
    address = reverse("work-step", args=[case.reference, "note"])
    answer = client.post(address, {"text": text, "csrfmiddlewaretoken": "x"})
    return client, case, answer


def test_what_was_typed_too_late_is_shown_to_the_same_person_and_sent_again():
    user = person(Role.INTAKE)
    client, case, answer = typed_too_late(user)

    client.force_login(user)
    page = client.get(reverse("account_kept")).content.decode()
    again = client.post(reverse("account_kept"), {"text": "x"})

    assert "ended=idle" in answer.url
    assert "What the ministry told us by telephone." in page
    assert "csrfmiddlewaretoken" in page
    assert (again.status_code, case.reference in again.url) == (307, True)
    assert KEPT not in client.session


def test_the_door_says_that_the_text_is_kept():
    client, _case, answer = typed_too_late(person(Role.INTAKE))

    page = client.get(answer.url).content.decode()

    assert "What you had typed is kept." in page
    assert "telephone" not in page


def test_nobody_else_sees_what_was_typed():
    client, _case, _answer = typed_too_late(person(Role.INTAKE))

    client.force_login(person(Role.INTAKE))
    answer = client.get(reverse("account_kept"))

    assert (answer.status_code, KEPT in client.session) == (302, False)


def test_what_was_typed_can_be_thrown_away():
    user = person(Role.INTAKE)
    client, _case, _answer = typed_too_late(user)
    client.force_login(user)

    client.post(reverse("account_kept"), {"throw_away": "1"})

    assert KEPT not in client.session


def test_secrets_and_very_long_texts_are_not_kept():
    client, _case, answer = typed_too_late(person(Role.INTAKE), "x " * 150_000)

    assert KEPT not in client.session
    assert "next=%2Fen%2Fwork%2F" in answer.url


def test_another_site_cannot_put_a_form_aside():
    user = person(Role.INTAKE)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.get(reverse("work-today"))
    later(client, idle=HALF_HOUR + 60)

    answer = client.post(reverse("account_stay"), {"text": "planted"})

    assert (answer.status_code, KEPT in client.session) == (403, False)


def test_saying_i_am_still_here_is_enough():
    client = later(visit(person(Role.INTAKE)), idle=HALF_HOUR - 60)

    answer = client.post(reverse("account_stay"))
    later(client, idle=120)

    assert answer.status_code == 204
    assert client.get(reverse("work-queue")).status_code == 200


def test_the_page_says_when_the_visit_ends():
    page = visit(person(Role.INTAKE)).get(reverse("work-today")).content.decode()

    assert "You are signed out after 30 minutes without a click, and at " in page
    assert 'data-idle="1800"' in page


def test_visitors_have_no_visit_that_ends():
    answer = Client().get("/en/register")

    assert (answer.status_code, answer.cookies.get("sessionid")) == (200, None)
