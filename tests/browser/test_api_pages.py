"""The pages that explain the API, in a real browser."""

import pytest

from tests.browser.barriers import barriers, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["docs", "docs?q=merge", "docs/consultOnObstacle", "problems", "problems/overtaken"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_about_the_api_has_a_barrier_or_scrolls_sideways(window, dark):
    page = window(dark=dark)
    broken = {}

    for name in PAGES:
        page.goto(f"/api/v1/{name}")
        broken[name] = barriers(page), scrolls_sideways(page)

    assert broken == {name: ([], False) for name in PAGES}


def test_an_operation_is_found_and_read_without_scripts(window):
    page = window(width=375, scripts=False)
    page.goto("/api/v1/docs")

    page.fill("#q", "take up report")
    page.click("form[role=search] button")
    page.click("text=Take up report >> nth=0")

    assert page.inner_text("h1") == "Take up report"
    assert "/transitions/take_up" in page.inner_text("#curl")


def test_nothing_is_fetched_from_elsewhere_and_the_policy_is_kept(window, live_server):
    page = window()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto("/api/v1/docs/consultOnObstacle")

    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert said == []
