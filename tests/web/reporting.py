"""Somebody who reports from page to page, as a browser without JavaScript does."""

from typing import Any

from django.test import Client

from tests.factories import border

STORY = "My diploma as a nurse does not count on the other side of the river."
PAGES: dict[str, dict[str, str]] = {
    "problem": {"account": STORY, "language": "nl"},
    "border": {"border": "be-nl"},
    "who": {"reporter_kind": "citizen"},
    "details": {"since": "2024", "office": "Town hall"},
    "contact": {
        "contact_way": "email",
        "email": "nurse@example.org",
        "contact_language": "nl",
    },
}


def filled(client: Client, **changed: dict[str, str]) -> None:
    """Answer every question; nothing is sent yet."""
    border()
    for name, answers in {**PAGES, **changed}.items():
        answer(client, name, **answers)


def answer(client: Client, page: str, **answers: str) -> Any:
    return client.post(f"/en/report/{page}", answers)


def sent(client: Client, **changed: dict[str, str]) -> Any:
    """Answer everything and send it."""
    filled(client, **changed)
    return client.post("/en/report/check")
