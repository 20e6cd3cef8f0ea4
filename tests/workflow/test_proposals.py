"""Who could lead an obstacle, and why."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from obstacles.models import Competence, Role, Theme
from tests.factories import World, area, fresh, person, theme
from workflow.proposals import ranked

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def expert(name: str, *, themes=(), laws=(), languages=(), **more):
    user = person(Role.EXPERT, username=name)
    known = Competence.objects.create(user=user, languages=list(languages), **more)
    known.themes.set(themes)
    known.legal_orders.set(laws)
    return user


def world_with_sides() -> tuple:
    world = World()
    case = world.obstacle()
    for code in ("NL", "DE"):
        world.take(case, "edit_side", by=world.coordinator, area=area(code).code)
    report = world.report("take_up", language="nl")
    world.take(report, "link", obstacle=case.reference)
    return world, case


def order(case) -> list[str]:
    return [one.user.username for one in ranked(case, today=TODAY)]


def test_whoever_knows_the_subject_and_the_law_stands_first():
    world, case = world_with_sides()
    expert("law", laws=[area("NL")])
    expert("both", themes=[theme()], laws=[area("NL"), area("DE")], languages=["nl", "de"])
    expert("subject", themes=[theme()])

    assert order(case) == ["both", "subject", "law", world.expert.user.username]


def test_the_reason_is_said_in_words():
    _world, case = world_with_sides()
    expert("both", themes=[theme()], laws=[area("NL"), area("DE")], languages=["nl", "de"])

    best = ranked(case, today=TODAY)[0]

    words = "Knows health, German law and Dutch law. Reads nl. 0 of 12 cases open."
    assert best.reason == words


def test_a_part_of_a_known_theme_is_known():
    world = World()
    part = Theme.objects.create(
        slug="ambulances", level=2, parent=theme(), name_en="Ambulances", name_nl="x"
    )
    case = world.obstacle(theme=part.slug)
    expert("wide", themes=[theme()])

    best = ranked(case, today=TODAY)[0]

    assert (best.user.username, best.theme) == ("wide", "Ambulances")


def test_whoever_is_absent_or_full_stands_last():
    world, case = world_with_sides()
    expert("away", themes=[theme()], absent_until=TODAY + timedelta(days=3))
    expert("full", themes=[theme()], laws=[area("NL")], capacity=0)
    expert("back", absent_until=TODAY - timedelta(days=1))

    assert order(case)[:2] == ["back", world.expert.user.username]
    away = next(one for one in ranked(case, today=TODAY) if one.user.username == "away")
    assert away.reason == "Knows health. 0 of 12 cases open. Absent until 26 November 2026."


def test_open_cases_are_counted():
    world, case = world_with_sides()
    world.obstacle("assign")

    mine = next(one for one in ranked(case, today=TODAY) if one.user == world.expert.user)

    assert mine.open_cases == 1


def test_many_experts_cost_no_more_than_one():
    _world, case = world_with_sides()
    counts = []
    for more in (1, 5):
        for number in range(more):
            expert(f"e{more}{number}", themes=[theme()], laws=[area("NL")])
        with CaptureQueriesContext(connection) as asked:
            ranked(fresh(case), today=TODAY)
        counts.append(len(asked))

    assert counts[0] == counts[1]
