"""Figures: drawn from the log, the same for the same cut-off, once for each case."""

from datetime import date, datetime, timedelta

import pytest

from obstacles.models import Role
from tests.factories import World, body, border, official
from tests.workflow.figures import BRUSSELS, SOLVED, asked, by_key, cells, counted
from workflow.refusals import Unknown
from workflow.statistics import CATALOGUE, Question, answer, closed_quarter

pytestmark = pytest.mark.django_db

EVERYTHING = [(code, group) for code, one in CATALOGUE.items() for group in one.groups]


def test_every_figure_takes_at_most_three_queries_whatever_n(django_assert_max_num_queries):
    world = World()
    for _number in range(3):
        world.obstacle(*SOLVED)
        world.report("take_up", "link")
        world.consultation("answer")

    for code, group in EVERYTHING:
        with django_assert_max_num_queries(4):
            found = counted(code, asked(world, group_by=group))

        assert found.group_by == group
        assert set(found.total.cells) == {column.code for column in CATALOGUE[code].columns}


def test_what_happens_later_changes_no_earlier_answer():
    world = World()
    body("agency")
    case, survivor, waiting = world.obstacle(*SOLVED), world.obstacle("assign"), world.obstacle()
    report = world.report("take_up")
    question = world.consultation("accept")
    world.later(days=40)
    then = world.at
    before = {
        (code, group): counted(code, asked(world, as_of=then, group_by=group))
        for code, group in EVERYTHING
    }

    world.later(minutes=1)
    border("nl-de")
    world.take(case, "reopen")
    world.take(case, "edit", **_text(["nl-de"]))
    world.take(survivor, "extend_deadline")
    world.take(waiting, "merge", into=survivor.obstacle.reference)
    world.take(report, "link")
    world.take(question, "ask_back")
    world.take(question, "clarify")
    world.take(question, "extend", until=world.at.date() + timedelta(days=60))
    world.take(question, "answer")
    world.obstacle(*SOLVED)

    after = {
        (code, group): counted(code, asked(world, as_of=then, group_by=group))
        for code, group in EVERYTHING
    }
    assert after == before


def _text(borders: list[str]) -> dict:
    titles = {f"title_{code}": "Diplomas" for code in ("nl", "fr", "de", "en")}
    return {**titles, "borders": borders, "theme": "health", "original_language": "en"}


def test_merged_obstacles_count_once_as_the_one_that_stays():
    world = World()
    stays, goes = world.obstacle("assign"), world.obstacle()

    world.take(goes, "merge", into=stays.obstacle.reference)

    assert cells("flow", world, "opened", "closed", "open_at_end") == [1, 0, 1]
    assert cells("ageing", world, "open") == [1]


def test_an_undone_merge_counts_as_if_it_never_was():
    world = World()
    stays, goes = world.obstacle("assign"), world.obstacle()

    world.take(goes, "merge", into=stays.obstacle.reference)
    world.take(goes, "unmerge")

    assert cells("flow", world, "opened", "closed", "reopened", "open_at_end") == [2, 0, 0, 2]


def test_an_obstacle_at_two_borders_counts_at_both_and_once_in_the_total():
    world = World()
    border("nl-de")
    world.obstacle(borders=["be-nl", "nl-de"])
    world.obstacle()

    found = by_key("borders", "opened", world)

    assert found == {"be-nl": 2, "nl-de": 1}
    assert cells("borders", world, "opened") == [2]
    assert cells("flow", world, "opened", border="nl-de") == [1]


def test_a_month_ends_at_midnight_where_the_centre_is():
    world = World(datetime(2026, 3, 31, 23, 30, tzinfo=BRUSSELS))
    world.obstacle()
    world.at = datetime(2026, 4, 1, 0, 30, tzinfo=BRUSSELS)
    world.obstacle()

    found = by_key("flow", "opened", world, from_on=date(2026, 3, 1), to_on=date(2026, 5, 1))

    assert found == {"2026-03": 1, "2026-04": 1}


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)]
)
def test_a_day_is_as_long_as_its_clocks_say(day, hours):
    first = date.fromisoformat(day)
    as_of = datetime(2027, 1, 1, tzinfo=BRUSSELS)

    question = Question(first, first + timedelta(days=1), as_of)

    assert question.end.timestamp() - question.start.timestamp() == hours * 3600


def test_what_is_open_runs_on_from_month_to_month():
    world = World(datetime(2026, 1, 10, 9, tzinfo=BRUSSELS))
    case = world.obstacle(*SOLVED)
    world.at = datetime(2026, 2, 10, 9, tzinfo=BRUSSELS)
    world.obstacle()
    world.at = datetime(2026, 4, 10, 9, tzinfo=BRUSSELS)
    world.take(case, "reopen")

    found = by_key("flow", "open_at_end", world, from_on=date(2026, 2, 1))

    assert found == {"2026-02": 1, "2026-03": 1, "2026-04": 2}
    assert cells("flow", world, "opened", "closed", "reopened", "open_at_end") == [2, 1, 1, 2]


def test_open_obstacles_are_sorted_by_their_age():
    world = World(datetime(2024, 1, 1, 9, tzinfo=BRUSSELS))
    for days in (0, 600, 90, 60, 31):
        world.later(days=days)
        world.obstacle()
    world.later(days=30)

    found = counted("ageing", asked(world)).total.cells

    assert found == {
        "open": 5,
        "d0_30": 1,
        "d31_90": 1,
        "d91_180": 1,
        "d181_365": 1,
        "d366_730": 0,
        "d731": 1,
        "median": 121.0,
        "p90": 571.0,
        "oldest": 811,
    }


def test_management_counts_and_small_numbers_stay_hidden():
    world = World()
    world.obstacle()
    manager = official(Role.MANAGEMENT)

    hidden = answer("borders", asked(world), manager)
    exact = answer("borders", asked(world), world.coordinator)

    assert [row.cells["opened"] for row in hidden.rows] == [None]
    assert hidden.is_hidden is True
    assert [row.cells["opened"] for row in exact.rows] == [1]
    assert answer("flow", asked(world), manager).total.cells["opened"] == 1


def test_who_may_not_count_is_told_nothing():
    world = World()

    for actor in (world.expert, world.intake, world.partner):
        with pytest.raises(Unknown):
            answer("flow", asked(world), actor)


def test_the_last_closed_quarter_is_the_one_before_today():
    assert closed_quarter(date(2026, 11, 23)) == (date(2026, 7, 1), date(2026, 10, 1))
    assert closed_quarter(date(2026, 1, 1)) == (date(2025, 10, 1), date(2026, 1, 1))
