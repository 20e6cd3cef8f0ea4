"""A body that goes from the letter to the receipt, as a walk through the pages it sees."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from tests.web.partners import digits_in, link_of
from tests.workflow.relay import Relay

TEXT = "Siren and lights: agreed for rides that a Dutch control room asked for."


def to_the_code(page: Page, case: Any, language: str = "en") -> Iterator[str]:
    """From the link to the field for the digits."""
    page.goto(f"/{language}/p/{link_of(case)}")
    yield "door"
    page.click("form:not(.theme) .btn:not(.two)")
    page.wait_for_selector("#id_digits")
    yield "code"


def type_digits(page: Page, digits: str) -> None:
    page.fill("#id_digits", digits)
    page.click("form:has(#id_digits) button")


def answering(page: Page, case: Any, relay: Relay, language: str = "en") -> Iterator[str]:
    """Each page of a body, in the order in which it meets them."""
    yield from to_the_code(page, case, language)
    type_digits(page, "12345")
    page.wait_for_selector(".errsum")
    yield "code refused"
    type_digits(page, digits_in(relay.letters[-1]))
    page.wait_for_selector("#packet")
    yield "request"
    page.click("aside a[href$='ask_back']")
    page.wait_for_selector("#id_question")
    yield "step"
    page.go_back()
    page.fill("#id_handled_by", "Unit B")
    page.click("form:has(#id_handled_by) button")
    page.wait_for_selector("#id_text")
    page.click("button[value=preview]")
    page.wait_for_selector(".errsum")
    yield "answer refused"
    page.check("input[name=position][value=willing_in_part]")
    page.fill("#id_text", TEXT)
    page.check("input[name=may_be_quoted][value=yes]")
    yield "answer"
    page.click("button[value=preview]")
    page.wait_for_selector("button[value=send]")
    yield "preview"
    page.click("button[value=send]")
    page.wait_for_url("**/sent")
    yield "sent"
