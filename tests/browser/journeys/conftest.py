"""A town with everybody in it: reference data as it is, the post, and the calendar on the wall."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from obstacles.loading import load_reference_data
from obstacles.models import Authority, Role
from tests.browser.journeys.mailbox import Mailbox
from tests.browser.journeys.people import PASSWORD, Colleague, Official, Reporter
from tests.factories import person
from tests.web import partners
from tests.workflow.relay import Relay
from workflow import post
from workflow.clock import run_clock
from workflow.errand_room import run_errands

PHONE = 375
MINISTRY = "be-fps-health"


class Town:
    """The people of a story, each with a browser of their own."""

    def __init__(self, window: Callable[..., Page], relay: Relay, turn: Any) -> None:
        self.window, self.relay, self.turn = window, relay, turn

    def reporter(self, language: str = "nl", email: str = "nurse@example.org") -> Reporter:
        page = self.window(width=PHONE, scripts=False)
        return Reporter(page, Mailbox(self.relay, email), language)

    def colleague(self, role: Role, first_name: str) -> Colleague:
        """Somebody at the desk, who has signed in."""
        username = first_name.lower()
        user = person(role, of=self.centre, username=username, first_name=first_name)
        user.set_password(PASSWORD)
        user.save()
        return Colleague(self.window(), username)

    def ministry(self) -> Official:
        """Somebody in the ministry that is asked; its mailbox is known."""
        address = "registry@health.example"
        Authority.objects.filter(slug=MINISTRY).update(email=address)
        return Official(self.window(scripts=False), Mailbox(self.relay, address))

    @property
    def centre(self) -> Authority:
        return Authority.objects.get(is_centre=True)

    def post_goes(self) -> None:
        """The worker does what is owed, looks at the clocks, and the post leaves."""
        now = timezone.now()
        run_clock(now=now)
        run_errands(now=now)
        post.send_due(now=now)

    def days_pass(self, days: int) -> None:
        """Turn the calendar on the wall; then the worker comes by."""
        self.turn(days)
        self.post_goes()


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Turn the calendar on the wall by some days, for everybody in the house."""
    passed, read = [timedelta()], timezone.now

    def now() -> datetime:
        return read() + passed[0]

    def turned(days: int) -> None:
        passed[0] += timedelta(days=days)

    monkeypatch.setattr(timezone, "now", now)
    return turned


@pytest.fixture
def town(window: Callable[..., Page], live_server: Any, settings: Any, turn: Any) -> Iterator[Town]:
    settings.PUBLIC_ADDRESS = live_server.url
    load_reference_data()
    cache.clear()
    with partners.listening(settings) as relay:
        yield Town(window, relay, turn)
