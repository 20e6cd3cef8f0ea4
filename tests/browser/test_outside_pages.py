"""The pages of people without a desk, as axe and the narrowest phone see them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from obstacles.models import Role
from tests.browser.barriers import barriers, scrolls_sideways
from tests.factories import MONDAY, World, body, fresh, person, story
from workflow.actors import Official
from workflow.states import Kind
from workflow.steps import open_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"


def sign_in(page: Page, role: Role, of: str = "") -> Official:
    user = person(role, of=body(of) if of else None)
    user.set_password(PASSWORD)
    user.save()
    page.goto("/en/accounts/login/")
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)
    return Official(user)


def at_the_office(page: Page) -> Iterator[str]:
    actor, world = sign_in(page, Role.FRONT_OFFICE, "info-point"), World()
    yield "no report yet"
    told = story(channel="counter")
    case = open_case(Kind.REPORT, by=actor, at=MONDAY, answers=told).case
    for name in ("take_up", "ask_reporter"):
        world.take(fresh(case), name)
    page.goto("/en/office")
    yield "a question waits"
    page.goto(f"/en/office/{case.reference}")
    yield "a report"
    page.click("form:has(#id_answer) .btn")
    page.wait_for_selector(".errsum")
    yield "an empty answer"
    page.goto("/en/office/new")
    yield "a new report"
    page.click("form:has(#id_account) .btn")
    page.wait_for_selector(".errsum")
    yield "an empty report"


def at_the_body(page: Page) -> Iterator[str]:
    sign_in(page, Role.PARTNER, "ministry")
    yield "nothing is open"
    world = World()
    case = world.consultation()
    shared = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")
    page.goto("/en/partner")
    yield "a question is open"
    page.goto(f"/en/partner/{case.reference}")
    yield "the question"
    page.goto(f"/en/partner/obstacle/{shared.reference}")
    yield "an obstacle"
    page.goto(f"/en/partner/obstacle/{shared.reference}/adopt")
    yield "a step"


def at_the_officer(page: Page) -> Iterator[str]:
    sign_in(page, Role.DATA_PROTECTION)
    yield "nothing yet"
    world = World()
    case = world.report("take_up")
    world.take(case, "erase", reason="Asked for it.", confirmed_by="")
    page.goto("/en/manage/privacy")
    yield "an erasure"
    page.goto("/en/manage/privacy?case=hello")
    yield "no such case"


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (375, True)])
@pytest.mark.parametrize("walk", [at_the_office, at_the_body, at_the_officer])
def test_nobody_is_kept_out(window: Callable[..., Page], walk, width, dark):
    page = window(width=width, dark=dark)

    found = {place: barriers(page) for place in walk(page)}

    assert {place: rules for place, rules in found.items() if rules} == {}


@pytest.mark.parametrize("walk", [at_the_office, at_the_body, at_the_officer])
def test_the_narrowest_phone_scrolls_one_way(window: Callable[..., Page], walk):
    page = window(width=320)

    assert [place for place in walk(page) if scrolls_sideways(page)] == []
