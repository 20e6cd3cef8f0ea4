"""Somebody at the desk, and what they press."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.factories import fresh
from workflow.models import Case


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *where: Any) -> Any:
    return client.get(reverse(name, args=where))


def take(client: Client, case: Case, name: str, **answers: Any) -> Any:
    """Send the form of a step as the page does, with the version the case has now."""
    told = {"seen": fresh(case).version, **answers}
    return client.post(reverse("work-step", args=[case.reference, name]), told)


def text(title: str, **more: str) -> dict[str, Any]:
    """The answers of the text of an obstacle."""
    return {
        "title_en": title,
        "summary_en": "Nurses may not work there.",
        "borders": ["be-nl"],
        "theme": "health",
        "original_language": "en",
        **more,
    }
