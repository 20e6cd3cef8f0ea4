"""The door to one's own report, and who stays outside."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import World
from web.track import keys
from workflow.models import AccessCode

pytestmark = pytest.mark.django_db


def entered(client: Client, world: World, case) -> Client:
    """A browser in which reference and code were typed."""
    client.post("/en/track", {"reference": case.reference, "code": world.access_code})
    return client


def knock(client: Client, reference: str, code: str):
    return client.post("/en/track", {"reference": reference, "code": code})


def test_reference_and_code_open_the_report(client):
    world = World()
    case = world.report()

    page = knock(client, case.reference, world.access_code)

    assert page.url == f"/en/my/{case.reference}"
    assert client.get(page.url).status_code == 200


def test_a_code_may_be_typed_as_people_type(client):
    world = World()
    case = world.report()

    page = knock(client, case.reference.lower(), f" {world.access_code.lower().replace('-', ' ')} ")

    assert page.url == f"/en/my/{case.reference}"


def test_everything_that_is_wrong_gets_the_same_answer(client):
    world = World()
    case, other = world.report(), World().report()

    answers = {
        knock(client, *typed).context["form"].non_field_errors()[0]
        for typed in [
            (case.reference, "0000-0000-0000-0000-0000-0000"),
            (other.reference, world.access_code),
            ("RP-000000", world.access_code),
            ("hello", "hello"),
        ]
    }

    assert answers == {"This report number and access code do not belong together."}


def test_the_tenth_wrong_try_for_a_report_is_the_last_in_this_hour(client):
    world = World()
    case = world.report()

    states = [knock(client, case.reference, "wrong").status_code for _try in range(11)]

    assert states == [422] * 10 + [429]


def test_whoever_tries_many_reports_is_slowed_down_too(client):
    for number in range(30):
        knock(client, f"RP-{number}", "wrong")

    page = knock(client, "RP-31", "wrong")

    assert page.status_code == 429
    assert page["Retry-After"] == "3600"


def test_the_session_gets_a_new_key_when_the_door_opens(client):
    world = World()
    case = world.report()
    client.get("/en/report/place")
    client.post("/en/report")
    before = client.session.session_key

    entered(client, world, case)

    assert client.session.session_key != before


def test_a_letter_fills_in_the_reference(client):
    page = client.get("/en/track?reference=RP-ABC")

    assert 'value="RP-ABC"' in page.text


@pytest.mark.parametrize("place", ["", "/messages", "/contact", "/withdraw", "/outcome"])
def test_without_the_code_nobody_comes_in(client, place):
    case = World().report()

    page = client.get(f"/en/my/{case.reference}{place}")

    assert page.url == f"/en/track?reference={case.reference}"


def test_the_key_of_one_report_opens_no_other(client):
    world = World()
    case, other = world.report(), World().report()
    world.access_code, code = "", world.access_code
    knock(client, case.reference, code)

    page = client.get(f"/en/my/{other.reference}")

    assert page.url == f"/en/track?reference={other.reference}"


def test_the_door_closes_after_half_an_hour(client):
    world = World()
    case = world.report()
    entered(client, world, case)
    session = client.session
    session[keys.UNTIL] = (timezone.now() - timedelta(seconds=1)).isoformat()
    session.save()

    page = client.get(f"/en/my/{case.reference}")

    assert page.url == f"/en/track?reference={case.reference}"


def test_what_was_written_after_the_end_is_handed_back(client):
    case = World().report()

    page = client.post(f"/en/my/{case.reference}/messages", {"addition": "My long story"})

    assert page.status_code == 403
    assert "My long story" in page.text


def test_a_revoked_code_opens_nothing_any_more(client):
    world = World()
    case = world.report()
    entered(client, world, case)

    AccessCode.objects.update(revoked_at=timezone.now())

    assert client.get(f"/en/my/{case.reference}").status_code == 302
    assert knock(client, case.reference, world.access_code).status_code == 422


def test_whoever_leaves_leaves_nothing_behind(client):
    world = World()
    case = world.report()
    entered(client, world, case)

    page = client.post("/en/track/leave")

    assert page["Clear-Site-Data"] == '"cache"'
    assert client.get(f"/en/my/{case.reference}").status_code == 302


def test_pages_of_a_report_are_kept_by_no_cache_and_no_search_engine(client):
    world = World()
    case = world.report()

    page = entered(client, world, case).get(f"/en/my/{case.reference}")

    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("bad", ["\x00", "x" * 5000, "\ud800"])
def test_bad_input_at_the_door_is_refused_clearly(client, bad):
    raw = bad.encode("utf-8", "surrogatepass")

    page = client.post("/en/track", {"reference": raw, "code": raw})

    assert 400 <= page.status_code < 500


def test_another_way_of_typing_a_reference_is_the_same_reference(client):
    case = World().report()
    typed = [case.reference, case.reference.lower(), case.reference.replace("-", " ")]

    states = [knock(client, typed[turn % 3], "wrong").status_code for turn in range(11)]

    assert states[-1] == 429
