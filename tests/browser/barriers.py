"""What keeps people from using a page: found by axe, and by looking for a second scroll bar."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = 320


def barriers(page: Page) -> list[str]:
    """Name every rule a page breaks, with the first place where it does."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{broken['id']}: {broken['nodes'][0]['html'][:120]}"
        for broken in found.response["violations"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether a page is wider than the narrowest phone."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth") > NARROWEST
    if before:
        page.set_viewport_size(before)
    return bool(wide)
