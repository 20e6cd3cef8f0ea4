"""The public pages in a real browser: without scripts, on a phone, in the dark."""

import pytest

from obstacles.models import Report
from tests.browser.barriers import barriers, scrolls_sideways
from tests.browser.reporter import (
    STORY,
    answer_all,
    enter,
    read_own_report,
    read_register,
    register,
    send,
)
from tests.factories import border, destination

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WALKS = {"reporting": answer_all, "register": read_register, "own report": read_own_report}


def test_a_report_is_sent_and_followed_on_a_phone_without_scripts(window):
    border()
    page = window(width=375, scripts=False)

    visited = list(answer_all(page))
    code = page.inner_text("#code")
    page.click("text=Follow your report")
    page.fill("#id_code", code)
    send(page)

    assert Report.objects.get().account == STORY
    assert page.url.endswith(f"/en/my/{Report.objects.get().reference}")
    assert len(visited) <= 13


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("walk", WALKS)
def test_no_page_has_a_barrier(window, walk, dark):
    border(), destination()
    page = window(dark=dark)

    found = {name: broken for name in WALKS[walk](page) if (broken := barriers(page))}

    assert found == {}


@pytest.mark.parametrize("walk", WALKS)
def test_no_page_scrolls_sideways_on_the_narrowest_phone(window, walk):
    border(), destination()
    page = window()

    wide = [name for name in WALKS[walk](page) if scrolls_sideways(page)]

    assert wide == []


def test_the_error_summary_has_the_focus_and_leads_to_the_field(window):
    page = window()
    page.goto("/en/report/problem")

    send(page)
    focused = page.evaluate("document.activeElement.className")
    page.click(".errsum a")

    assert focused == "errsum"
    assert page.evaluate("document.activeElement.id") == "id_account"


def test_the_field_of_a_choice_opens_with_the_choice(window):
    border()
    page = window(scripts=False)
    for name in answer_all(page):
        if name == "contact":
            break

    before = page.is_visible("#id_phone")
    page.check("input[value=phone]")

    assert (before, page.is_visible("#id_phone")) == (False, True)


def test_the_language_can_be_switched_in_the_middle(window):
    border()
    page = window(scripts=False)
    for name in answer_all(page):
        if name == "check":
            break

    page.click("a[hreflang=de]")

    assert page.url.endswith("/de/report/check")
    assert "Essen" in page.inner_text("main")


def test_nothing_is_left_after_leaving(window):
    page = window(scripts=False)
    reference = enter(page)

    page.click("text=Leave your report")
    page.goto(f"/en/my/{reference}")

    assert page.url.endswith(f"/en/track?reference={reference}")


def test_boxes_narrow_the_register_without_scripts(window):
    row = register()[0]
    page = window(scripts=False)
    page.goto("/en/register")

    page.check("input[name=status][value=open]")
    page.click("text=Apply")

    assert page.inner_text("#found") == "1 obstacle"
    assert row.reference in page.inner_text(".hits")
