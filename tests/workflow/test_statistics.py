"""Figures: drawn from the log, the same for the same cut-off, once for each case."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.factories import World
from workflow.states import Kind
from workflow.statistics import CATALOGUE, Question, figure

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")


def asked(world: World, **more) -> Question:
    """About the year around a world, as it is known when the world stops."""
    told = {"from_on": date(2026, 1, 1), "to_on": date(2027, 1, 1), "as_of": world.at}
    return Question(**{**told, **more})


def test_every_figure_answers_by_everything_it_may_be_counted_by(django_assert_max_num_queries):
    world = World()
    world.obstacle("edit_side", "assign", "start_analysis", "propose_solution", "resolve")
    world.report("take_up", "link")
    world.consultation("answer")

    for code, measure in CATALOGUE.items():
        for group in measure.groups:
            with django_assert_max_num_queries(3):
                found = figure(code, asked(world, group_by=group), of=Kind)

            assert found.group_by == group
            assert set(found.total.cells) == {column.code for column in measure.columns}
