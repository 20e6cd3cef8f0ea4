"""Somebody in front of the public pages, and the pages they come past."""

from collections.abc import Iterator

from playwright.sync_api import Page

from obstacles.models import Obstacle
from tests.factories import World, area, fresh
from tests.obstacles.worlds import border, published

STORY = "I live in Essen and work in Roosendaal. My diploma as a nurse is not accepted there."


def send(page: Page) -> None:
    page.locator("main form .btns .btn:not(.link)").first.click()


def answer_all(page: Page) -> Iterator[str]:
    """Answer every question; stops at each page, last at the receipt."""
    page.goto("/en/report")
    yield "before"
    send(page)
    yield "problem"
    page.fill("#id_account", "Short")
    send(page)
    yield "problem with an error"
    page.fill("#id_account", STORY)
    send(page)
    yield "border"
    page.check("input[value=be-nl]")
    send(page)
    yield "who"
    page.check("input[value=citizen]")
    send(page)
    yield "details"
    page.fill("#id_since", "2024")
    send(page)
    yield "contact"
    page.check("input[value=email]")
    page.fill("#id_email", "anne@")
    send(page)
    yield "contact with an error"
    page.fill("#id_email", "anne@example.org")
    send(page)
    yield "check"
    send(page)
    yield "receipt"


def read_register(page: Page) -> Iterator[str]:
    """Look at the first page, the register, and one obstacle of each kind."""
    page.goto("/en/")
    yield "start, empty"
    page.goto("/en/register")
    yield "register, empty"
    rows = register()
    for name, path in {
        "start": "",
        "register": "register",
        "nothing found": "register?q=unicorn&border=be-nl",
        "obstacle": f"register/{rows[0].reference}",
        "obstacle, withdrawn": f"register/{rows[1].reference}",
        "no such page": "register/OB-000000",
    }.items():
        page.goto(f"/en/{path}")
        yield name


def register() -> list[Obstacle]:
    """A published obstacle with two sides, and one that was withdrawn."""
    area("NL"), area("BE")
    row = published(border("be-nl"), title_en="Diplomas", summary_en="Not accepted.")
    facts = {"nature": "none", "provision": "Act", "position": "willing", "words": "It differs."}
    row.published.sides = [
        {**facts, "area": "NL", "state": "solved", "words_language": "en"},
        {**facts, "area": "BE", "state": "open", "words_language": "en"},
    ]
    row.published.save()
    published(border("be-nl"), title_en="Fire hoses", summary_en="They fit.", status="resolved")
    gone = published(title_en="Gone")
    gone.published, gone.withdrawn_on = None, "2026-11-02"
    gone.save()
    return [row, gone]


def read_own_report(page: Page) -> Iterator[str]:
    """Open reports in three states and look at their pages."""
    page.goto("/en/track")
    yield "door"
    for name, steps in {
        "asked": ("take_up", "ask_reporter"),
        "linked": ("take_up", "ask_reporter", "reply", "link"),
        "answered": ("take_up", "answer"),
    }.items():
        reference = enter(page, *steps)
        yield f"status, {name}"
        for place in ("messages", "contact", "withdraw", "outcome"):
            page.goto(f"/en/my/{reference}/{place}")
            yield f"{place}, {name}"


def enter(page: Page, *steps: str) -> str:
    """Open a report with its code; returns its reference."""
    world = World()
    case = world.report(*steps)
    if "link" in steps:
        for name in ("assign", "start_analysis", "consult"):
            world.take(fresh(case.parent), name)
    page.goto(f"/en/track?reference={case.reference}")
    page.fill("#id_code", world.access_code)
    send(page)
    return str(case.reference)
