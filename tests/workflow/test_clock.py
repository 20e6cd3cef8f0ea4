"""What the clock does by itself, on the right day, once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.factories import World, area, fresh
from tests.workflow.test_deadlines import RESOLVED, concluded
from workflow.clock import reminder_days, run_clock
from workflow.models import Case, Notice

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(day: date, hour: int = 8, zone: ZoneInfo = BRUSSELS) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone)


def walk(first: date, days: int) -> dict[date, int]:
    """Run the clock each day, and say on which days it did something."""
    done = {}
    for number in range(days):
        day = first + timedelta(days=number)
        taken = run_clock(now=at(day))
        if taken:
            done[day] = taken
    return done


def taken(case: Case) -> list[str]:
    return list(case.log.filter(actor_kind="clock").values_list("step", flat=True))


def test_a_question_without_an_answer_is_reminded_once_and_lapses_after_two_weeks():
    case = World().report("take_up", "ask_reporter")

    days = walk(date(2026, 11, 3), 40)

    assert list(days) == [date(2026, 11, 19), date(2026, 11, 27)]
    assert taken(case) == ["remind_reporter", "lapse"]
    assert fresh(case).state == "LAPSED"
    assert case.deadlines.get(rule="R1").ended_as == "missed"


def test_the_reminder_names_the_last_day():
    case = World().report("take_up", "ask_reporter")

    run_clock(now=at(date(2026, 11, 19)))

    facts = Notice.objects.get(case=case, letter="question_reminder").facts
    assert (facts["answer_by"], facts["lapses_on"]) == ("2026-11-12", "2026-11-26")


def test_the_last_day_itself_is_still_in_time():
    case = World().report("take_up", "ask_reporter")

    run_clock(now=at(date(2026, 11, 26), 23))

    assert fresh(case).state == "AWAITING_REPORTER"


def test_the_day_begins_where_it_is_owed():
    case = World().report("take_up", "ask_reporter")

    run_clock(now=datetime(2026, 11, 26, 23, 30, tzinfo=ZoneInfo("UTC")))

    assert fresh(case).state == "LAPSED"


def test_a_report_that_hangs_on_an_obstacle_is_not_closed_by_the_clock():
    case = World().report("take_up", "link", "ask_reporter")

    days = walk(date(2026, 11, 3), 60)

    assert days == {}
    assert fresh(case).state == "LINKED"


def test_a_body_is_reminded_before_its_day_and_weekly_after_it():
    case = World().consultation()

    days = walk(date(2026, 11, 3), 50)

    assert list(days) == [
        date(2026, 11, 23),
        date(2026, 11, 28),
        date(2026, 12, 7),
        date(2026, 12, 14),
        date(2026, 12, 21),
    ]
    assert Notice.objects.filter(case=case, letter="reminder").count() == 5


def test_a_late_reminder_says_that_the_day_has_passed():
    case = World().consultation()

    walk(date(2026, 11, 22), 30)

    late = Notice.objects.filter(case=case, letter="reminder").order_by("due_at")
    assert [notice.facts["is_late"] for notice in late] == [False, False, True, True, True]


def test_a_body_is_reminded_once_a_day_however_often_the_clock_looks():
    case = World().consultation()

    runs = [run_clock(now=at(date(2026, 11, 23), hour)) for hour in (6, 7, 8)]

    assert runs == [1, 0, 0]
    assert taken(case) == ["remind"]


def test_missed_reminders_are_not_made_up_for_one_by_one():
    case = World().consultation()

    run_clock(now=at(date(2026, 12, 20)))

    assert taken(case) == ["remind"]


def test_a_body_with_a_week_is_not_reminded_on_the_first_day():
    world = World()
    obstacle = world.obstacle("assign", "start_analysis")
    world.take(obstacle, "consult", answer_by=date(2026, 11, 9))

    days = walk(date(2026, 11, 2), 8)

    assert list(days) == [date(2026, 11, 7)]


def test_a_body_with_more_time_is_reminded_before_its_new_day():
    world = World()
    case = world.consultation()
    walk(date(2026, 11, 23), 1)
    world.at = at(date(2026, 11, 24))
    world.take(case, "extend", until=date(2026, 12, 24))

    days = walk(date(2026, 11, 24), 31)

    assert list(days) == [date(2026, 12, 17), date(2026, 12, 22)]


def test_a_body_that_asked_back_is_left_in_peace_and_its_day_moves_on():
    world = World()
    case = world.consultation("accept", "ask_back")

    days = walk(date(2026, 11, 23), 30)

    assert days == {}
    assert case.deadlines.get(rule="S3").due_on == date(2027, 1, 19)


def test_a_body_elsewhere_has_its_own_calendar():
    world = World()
    world.ministry.area = area("FR")
    world.ministry.save()
    case = world.consultation()

    assert case.deadlines.get().calendar == "FR"


def test_a_reporter_is_asked_twice_whether_it_helped():
    world = World()
    case = concluded(world, *RESOLVED)

    first = run_clock(now=at(date(2027, 5, 4)))
    second = run_clock(now=at(date(2027, 11, 4)))
    again = run_clock(now=at(date(2027, 11, 5)))

    assert (first, second, again) == (1, 1, 0)
    assert taken(case) == ["ask_effect", "ask_effect"]
    assert set(case.deadlines.filter(rule__startswith="E").values_list("ended_as", flat=True)) == {
        "met"
    }


def test_a_clock_in_trouble_does_not_stop_the_others(monkeypatch):
    world = World()
    bad = world.report("take_up", "ask_reporter")
    good = world.report("take_up", "ask_reporter")
    bad.deadlines.filter(rule="R1").update(rule_version=99)

    run_clock(now=at(date(2026, 12, 27)))

    assert (fresh(bad).state, fresh(good).state) == ("AWAITING_REPORTER", "LAPSED")


def test_reminders_come_seven_and_two_days_before_and_then_weekly():
    days = reminder_days(date(2026, 11, 30), today=date(2026, 12, 15))

    assert list(days) == [
        date(2026, 11, 23),
        date(2026, 11, 28),
        date(2026, 12, 7),
        date(2026, 12, 14),
    ]
