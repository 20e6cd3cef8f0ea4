"""A body that opens its question with link and digits, as a browser without JavaScript does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.factories import World
from tests.workflow.relay import Relay
from workflow.locators import locator_of
from workflow.models import AccessCode, Case, Challenge, Draft, Notice, Seat

ANSWER = {
    "position": "willing_in_part",
    "text": "Yes for ambulances, not for helicopters.",
    "language": "nl",
    "acts_by": "2027-03-01",
    "may_be_quoted": "yes",
}


@contextmanager
def listening(settings: Any) -> Iterator[Relay]:
    """A mail relay that the house sends to."""
    with Relay() as relay:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay.port
        yield relay


def link_of(case: Case) -> str:
    """The locator of the letter to the body."""
    return locator_of(code_of(case).pk)


def code_of(case: Case) -> AccessCode:
    codes = AccessCode.objects.filter(seat__case=case, purpose="locator", revoked_at=None)
    found = codes.order_by("id").last()
    assert found is not None
    return found


def digits_in(letter: Any) -> str:
    text = letter.get_body(preferencelist=("plain",)).get_content()
    # A reference such as CN-704512 may have six digits too.
    found = re.search(r"(?<![-\w])\d{6}(?![-\w])", text)
    assert found is not None
    return found.group()


def ask_digits(client: Client, locator: str, relay: Relay) -> str:
    """Press the button of the door, and read the letter that comes."""
    client.post(f"/en/p/{locator}")
    return digits_in(relay.letters[-1])


def enter(client: Client, case: Case, relay: Relay) -> str:
    """Come in with link and digits; the locator is handed back."""
    locator = link_of(case)
    digits = ask_digits(client, locator, relay)
    page = client.post(f"/en/p/{locator}/code", {"digits": digits})
    assert page.url == f"/en/p/{locator}/request"
    return locator


def seen(case: Case) -> dict[str, str]:
    """What a page opened now carries hidden."""
    draft = Draft.objects.filter(case=case, form="answer").first()
    return {
        "seen": str(Case.objects.get(pk=case.pk).version),
        "draft": draft.saved_at.isoformat() if draft else "",
    }


def send(client: Client, case: Case, **changed: Any) -> Any:
    """Send an answer from the page that shows it once more."""
    told = {**ANSWER, **seen(case), "do": "send", **changed}
    return client.post(f"/en/p/{link_of(case)}/answer", told)


def counts() -> dict[str, int]:
    """How many rows there are of what a visit may write."""
    models = (AccessCode, Case, Challenge, Draft, Notice, Seat)
    return {model.__name__: model.objects.count() for model in models}


def asked(*steps: str) -> tuple[World, Case]:
    """A question that was sent to the ministry, and walked on."""
    world = World(timezone.now() - timedelta(hours=20))
    return world, world.consultation(*steps)
