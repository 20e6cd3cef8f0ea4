"""Figures for everybody: no two of them together give a small number away."""

from datetime import date, datetime, timedelta

import pytest

from tests.factories import World
from tests.workflow.figures import BRUSSELS, SOLVED
from workflow.statistics import CATALOGUE, Question, public_answer

pytestmark = pytest.mark.django_db

AUTUMN = datetime(2026, 11, 23, 12, tzinfo=BRUSSELS)
SUMMER = (date(2026, 7, 1), date(2026, 10, 1))


def asked(**more) -> Question:
    told = {"from_on": SUMMER[0], "to_on": SUMMER[1], "as_of": AUTUMN}
    return Question(**{**told, **more})


def world_of(count: int) -> World:
    world = World()
    for _number in range(count):
        world.at = datetime(2026, 8, 10, 9, tzinfo=BRUSSELS)
        world.obstacle()
    return world


@pytest.mark.parametrize(
    ("first", "after"),
    [
        (date(2025, 1, 1), date(2026, 12, 1)),
        (date(2026, 8, 3), date(2026, 8, 4)),
        (date(2026, 10, 1), date(2026, 11, 24)),
    ],
)
def test_whatever_is_asked_one_whole_quarter_answers(first, after):
    found = public_answer("flow", asked(from_on=first, to_on=after)).question

    assert (found.from_on, found.to_on, found.as_of) == (*SUMMER, found.end)


def test_an_earlier_quarter_can_be_asked_for():
    found = public_answer("flow", asked(from_on=date(2026, 2, 1), to_on=date(2026, 3, 1))).question

    assert (found.from_on, found.to_on) == (date(2026, 1, 1), date(2026, 4, 1))


@pytest.mark.parametrize("more", [{"border": "be-nl"}, {"theme": "health"}, {"tz": "Asia/Tokyo"}])
def test_nobody_narrows_a_public_figure(more):
    world_of(6)

    assert public_answer("flow", asked(**more)) == public_answer("flow", asked())


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - {"bodies", "kept_deadlines"}))
def test_what_is_counted_by_something_is_so_in_one_figure_only(code):
    world_of(6)
    by_border = CATALOGUE[code].groups and "border" in CATALOGUE[code].groups

    rows = public_answer(code, asked(group_by="border")).rows if by_border else ()

    assert bool(rows) == (code in ("flow", "borders"))


def test_what_stood_open_is_not_told_by_the_flow():
    world_of(6)

    total = public_answer("flow", asked()).total

    assert (total.cells["opened"], total.cells["open_at_end"]) == (6, None)


def test_a_later_quarter_changes_no_public_answer():
    world = world_of(6)
    before = [public_answer(code, asked()) for code in CATALOGUE]

    world.at = AUTUMN
    world.obstacle(*SOLVED)

    later = AUTUMN + timedelta(days=5)
    assert [public_answer(code, asked(as_of=later)) for code in CATALOGUE] == before
