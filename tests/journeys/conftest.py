"""People at their own browsers: each story is told through the pages, the post and the clock."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from obstacles.models import Role, User
from tests.factories import area, body, person, theme
from tests.web import partners, reporting
from workflow import post
from workflow.errand_room import run_errands
from workflow.models import Case
from workflow.states import Kind


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    """A page answered in one language must not make the next test speak it."""
    translation.activate("en")
    yield
    translation.activate("en")


class Desk:
    """A colleague at the desk, with a browser of their own."""

    def __init__(self, user: User) -> None:
        self.user, self.client = user, Client()
        self.client.force_login(user)

    def read(self, case: Case) -> str:
        return self.client.get(f"/en/work/case/{case.reference}").content.decode()

    def step(self, case: Case, name: str, *, seen: int | None = None, **answers: Any) -> Any:
        """Fill in the form of a step and send it, as the page does."""
        version = Case.objects.get(pk=case.pk).version if seen is None else seen
        address = f"/en/work/case/{case.reference}/step/{name}"
        return self.client.post(address, {"seen": version, **answers})

    def takes(self, case: Case, name: str, **answers: Any) -> Case:
        """Take a step that is expected to go through."""
        page = self.step(case, name, **answers)
        assert page.status_code == 302
        return Case.objects.get(pk=case.pk)


class Town:
    """The people of a story."""

    def __init__(self, relay: Any) -> None:
        self.relay = relay
        self.ministry = body(area=area("BE"))
        self.intake = Desk(person(Role.INTAKE, username="intake", first_name="Lotte"))
        self.coordinator = Desk(person(Role.COORDINATOR, username="coordinator"))
        self.colleague = Desk(person(Role.COORDINATOR, username="colleague", first_name="Claire"))
        self.expert = Desk(person(Role.EXPERT, username="expert"))
        area("NL"), theme()

    def report(self, browser: Client, **pages: dict[str, str]) -> tuple[Case, str]:
        """Somebody reports page by page; the case, and the access code they were shown."""
        receipt = browser.get(reporting.sent(browser, **pages).url).context["sent"]
        return Case.objects.get(report__reference=receipt.reference), receipt.code

    def link(self, case: Case, **answers: Any) -> Case:
        """Intake takes a report up and hangs it on an obstacle."""
        self.intake.takes(case, "take_up")
        new = {
            "title": "Diplomas of nurses",
            "language": "en",
            "borders": ["be-nl"],
            "theme": "health",
        }
        linked = self.intake.takes(case, "link", **(answers or new))
        return Case.objects.get(pk=linked.parent_id)

    def analyse(self, obstacle: Case) -> Case:
        """Describe both sides and start the analysis."""
        for code in ("NL", "BE"):
            self.coordinator.takes(
                obstacle,
                "edit_side",
                area=code,
                nature="legislative_provision",
                position="no_answer",
                state="open",
                language="en",
            )
        self.coordinator.takes(obstacle, "assign", lead="expert")
        return self.expert.takes(obstacle, "start_analysis")

    def ask(self, obstacle: Case) -> Case:
        """Ask the ministry; the question is on its way."""
        self.expert.takes(
            obstacle,
            "consult",
            bodies=[self.ministry.slug],
            subject="Diplomas",
            question="Would you accept them?",
            language="nl",
            packet=["summary"],
            send_now="on",
        )
        self.post()
        return Case.objects.of(Kind.CONSULTATION).get(parent=obstacle)

    def propose(self, obstacle: Case) -> Case:
        return self.expert.takes(
            obstacle,
            "propose_solution",
            kind="domestic_law",
            text="Change the decree.",
            language="en",
            bodies=[self.ministry.slug],
        )

    def resolve(self, obstacle: Case, **changed: Any) -> Case:
        told = {
            "extent": "completely",
            "solved_sides": ["NL", "BE"],
            "words_nl": "Uw diploma telt nu aan beide kanten.",
            "words_en": "Your diploma now counts on both sides.",
        }
        return self.coordinator.takes(obstacle, "resolve", **{**told, **changed})

    def post(self, *, days: int = 0) -> None:
        """The worker does what is owed and sends what is due, some days from now."""
        now = timezone.now() + timedelta(days=days)
        run_errands(now=now)
        post.send_due(now=now)


@pytest.fixture
def town(db: None, settings: Any) -> Any:
    with partners.listening(settings) as relay:
        yield Town(relay)


@pytest.fixture
def nurse() -> Client:
    return Client()
