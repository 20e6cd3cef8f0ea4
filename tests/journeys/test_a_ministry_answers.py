"""A ministry answers from its letter, without an account; another one stays silent."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.factories import fresh
from tests.web import partners
from workflow.clock import run_clock


def test_a_ministry_answers_without_an_account(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    question = town.ask(obstacle)
    official = Client()
    partners.enter(official, question, town.relay)

    partners.send(official, question)
    town.post()

    assert fresh(question).state == "ANSWERED"
    assert fresh(obstacle).state == "IN_ANALYSIS"
    assert "Yes for ambulances, not for helicopters." in town.expert.read(question)


def test_the_ministry_never_sees_who_reported(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    question = town.ask(obstacle)
    official = Client()

    locator = partners.enter(official, question, town.relay)
    page = official.get(f"/en/p/{locator}/request").content.decode()

    assert "Would you accept them?" in page
    for secret in (report.reference, "nurse@example.org", "other side of the river"):
        assert secret not in page


def test_a_silent_ministry_is_shown_by_the_clock(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    question = town.ask(obstacle)
    letters = len(town.relay.letters)

    for days in (21, 26, 36):
        run_clock(now=timezone.now() + timedelta(days=days))
    town.post(days=40)

    steps = [line.step for line in question.log.order_by("number")]
    clock = question.deadlines.get(rule="S3")
    assert steps == ["draft", "send", "remind", "remind", "remind"]
    assert len(town.relay.letters) == letters + 3
    assert clock.ended_on is None
    assert fresh(obstacle).state == "IN_CONSULTATION"
