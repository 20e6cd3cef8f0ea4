"""A body answers from its letter: on a phone without scripts, by key, in the dark."""

import pytest

from tests.browser.barriers import barriers, scrolls_sideways
from tests.browser.partner import TEXT, answering
from tests.factories import fresh
from tests.web.partners import asked, link_of, listening

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def relay(settings):
    with listening(settings) as relay:
        yield relay


def test_a_body_answers_on_a_phone_without_scripts(window, relay):
    _world, case = asked()
    page = window(width=375, scripts=False)

    visited = list(answering(page, case, relay))

    about = fresh(case).consultation
    assert fresh(case).state == "ANSWERED"
    assert (about.answer, about.handled_by, about.may_be_quoted) == (TEXT, "Unit B", True)
    assert TEXT in page.inner_text("main")
    assert visited[-1] == "sent"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_a_body_has_a_barrier(window, relay, width, dark):
    _world, case = asked()
    page = window(width=width, dark=dark)

    found = {name: broken for name in answering(page, case, relay) if (broken := barriers(page))}

    assert found == {}


def test_no_page_of_a_body_scrolls_sideways(window, relay):
    _world, case = asked()
    page = window()

    wide = [name for name in answering(page, case, relay) if scrolls_sideways(page)]

    assert wide == []


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_a_body_answers_in_its_language(window, relay, language):
    _world, case = asked()
    page = window(scripts=False)

    list(answering(page, case, relay, language))

    assert fresh(case).state == "ANSWERED"


@pytest.mark.parametrize("place", ["", "/code", "/colleague", "/new-link"])
def test_the_pages_of_a_lost_link_have_no_barrier(window, place):
    _world, case = asked()
    link = link_of(case)
    case.seats.get(role="PARTNER").codes.update(revoked_at=case.opened_at)
    page = window()

    page.goto("/en/p/new-link" if place == "/new-link" else f"/en/p/{link}{place}")

    assert barriers(page) == []
