"""The desk in a real browser: by keyboard, without scripts, on a phone, in the dark."""

import pytest
from django.test import Client

from obstacles.models import Competence
from tests.browser.barriers import barriers, scrolls_sideways
from tests.factories import World, fresh, theme
from workflow.actors import Official

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page, live_server, actor: Official) -> None:
    client = Client()
    client.force_login(actor.user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def busy_world() -> tuple[World, list[str]]:
    """A desk on which something of everything lies, and the addresses of all its pages."""
    world = World()
    Competence.objects.create(user=world.expert.user, languages=["nl"]).themes.add(theme())
    asked = world.consultation("accept", "answer")
    obstacle = asked.parent
    world.take(obstacle, "edit_side", by=world.coordinator)
    world.take(obstacle, "request_review", by=world.coordinator)
    linked = world.report("take_up")
    world.take(linked, "link", obstacle=obstacle.obstacle.reference)
    waiting, fresh_one = world.report("take_up", "ask_reporter"), world.obstacle()
    world.report()
    cases = [one.reference for one in (asked, obstacle, linked, waiting)]
    steps = [
        (obstacle, "consult"),
        (obstacle, "close_unresolved"),
        (fresh_one, "assign"),
        (waiting, "message"),
        (waiting, "redirect"),
    ]
    return world, [
        "",
        "queue?kind=report",
        "queue?kind=obstacle",
        "queue?kind=consultation&state=SENT",
        "triage",
        "report/new",
        "obstacle/new",
        f"obstacle/{obstacle.reference}/text",
        *(f"case/{one}" for one in cases),
        *(f"case/{one}/history" for one in cases[:2]),
        *(f"case/{case.reference}/step/{name}" for case, name in steps),
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_the_desk_has_a_barrier(window, live_server, dark, width):
    world, places = busy_world()
    page = window(width=width, dark=dark)
    sign_in(page, live_server, world.coordinator)
    found = {}

    for place in places:
        page.goto(f"/en/work/{place}")
        wide = ["scrolls sideways"] if scrolls_sideways(page) else []
        if broken := barriers(page) + wide:
            found[place] = broken

    assert found == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_of_the_account_has_a_barrier(window, live_server, dark):
    world = World()
    page = window(dark=dark)
    places = ["login/", "password/reset/", "signup/", "password/reset/done/"]
    inside = ["logout/", "2fa/", "password/change/", "reauthenticate/"]
    found = {}

    for place in [*places, *inside]:
        if place in inside:
            sign_in(page, live_server, world.intake)
        page.goto(f"/en/accounts/{place}")
        if broken := barriers(page):
            found[place] = broken

    assert found == {}


def test_a_report_is_triaged_without_a_mouse_and_without_scripts(window, live_server):
    world = World()
    case = world.report()
    page = window(scripts=False)
    sign_in(page, live_server, world.intake)

    page.goto("/en/work/triage")
    page.focus("button[value=ask_reporter]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/step/ask_reporter**")
    page.fill("#id_question", "Which diploma is it?")
    page.focus("main form .btn >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/triage")

    assert fresh(case).state == "AWAITING_REPORTER"
    assert page.inner_text("h1") == "Triage"


def test_a_step_is_refused_and_then_taken(window, live_server):
    world = World()
    case = world.report("take_up")
    page = window()
    sign_in(page, live_server, world.intake)

    page.goto(f"/en/work/case/{case.reference}/step/ask_reporter")
    page.click("main form .btn >> nth=0")
    focused = page.evaluate("document.activeElement.className")
    title = page.title()
    page.fill("#id_question", "Which diploma is it?")
    page.click("main form .btn >> nth=0")
    page.wait_for_url(f"**/case/{case.reference}")

    assert focused == "errsum"
    assert title.startswith("Error:")
    assert fresh(case).state == "AWAITING_REPORTER"


def test_two_coordinators_collide_and_nothing_is_lost(window, live_server):
    world = World()
    case = world.obstacle()
    first, second = window(), window()
    for page, actor in ((first, world.coordinator), (second, world.second)):
        sign_in(page, live_server, actor)
        page.goto(f"/en/work/obstacle/{case.reference}/text")

    first.fill("#id_title_en", "The title of the first")
    first.click("text=Save text")
    second.fill("#id_title_en", "The title of the second")
    second.click("text=Save text")

    both = second.locator(".diff p").all_inner_texts()
    second.click("main form .btn >> nth=0")
    second.wait_for_url("**/text")

    assert both == ["The title of the second", "The title of the first"]
    assert fresh(case).obstacle.title_en == "The title of the second"


def test_a_list_is_walked_by_keys(window, live_server):
    world = World()
    world.obstacle()
    case = world.obstacle()
    page = window()
    sign_in(page, live_server, world.coordinator)

    page.goto("/en/work/queue?kind=obstacle&ordering=oldest")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/*")

    assert page.url.endswith(case.reference)
