"""Insight: an honest answer for those who count, and no case for anybody."""

import csv
import re
from datetime import datetime, timedelta
from html import unescape
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from obstacles.models import Border, Obstacle, Role
from tests.factories import World, official
from web.insight.charts import bars, lines
from web.insight.filters import period
from web.insight.scales import spread, top_of
from workflow.statistics import Row

pytestmark = pytest.mark.django_db

PAGE = "/en/insight/"
SOLVED = ("edit_side", "assign", "start_analysis", "propose_solution", "resolve")


def world_of(months: int, each: int = 1) -> World:
    """Obstacles opened in each of the last months, every other one solved."""
    world = World()
    for month in range(months):
        for number in range(each):
            world.at = timezone.now() - timedelta(days=30 * month + 40)
            world.obstacle(*(SOLVED if number % 2 else ()))
    return world


def somebody(client, role):
    client.force_login(official(role).user)
    return client


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.COORDINATOR, Role.DATA_PROTECTION])
def test_those_who_count_get_in(client, role):
    assert somebody(client, role).get(PAGE).status_code == 200


@pytest.mark.parametrize("role", [Role.INTAKE, Role.EXPERT, Role.ADMINISTRATOR, Role.PARTNER])
@pytest.mark.parametrize("page", [PAGE, f"{PAGE}flow.csv"])
def test_others_are_turned_away(client, role, page):
    assert somebody(client, role).get(page).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get(PAGE)

    assert answer.status_code == 302
    assert "/accounts/login" in answer["Location"]


def test_the_first_month_says_that_there_is_not_enough(client):
    shown = words(somebody(client, Role.MANAGEMENT).get(PAGE))

    assert "There is not enough data yet" in shown
    assert "<svg viewBox" in shown
    assert 'class="tiles"' not in shown


def test_the_page_answers_and_shows_no_case(client):
    world_of(4, each=3)
    references = list(Obstacle.objects.values_list("reference", flat=True))

    shown = words(somebody(client, Role.MANAGEMENT).get(PAGE))

    assert re.search(r'class="ans">(Yes|Mostly|In part|No)\. ', shown)
    assert [reference for reference in references if reference in shown] == []
    assert "/work/case" not in shown
    assert "style=" not in shown


def test_a_page_takes_as_many_queries_for_three_as_for_one(client, django_assert_max_num_queries):
    somebody(client, Role.COORDINATOR)
    for _round in range(2):
        world_of(3, each=3)
        with django_assert_max_num_queries(25):
            answer = client.get(PAGE)

        assert answer.status_code == 200


def test_every_figure_is_explained_on_the_page(client):
    world_of(3, each=3)

    shown = words(somebody(client, Role.COORDINATOR).get(PAGE))

    wanted = set(re.findall(r'href="#(definition-[a-z_]+)"', shown))
    there = set(re.findall(r'id="(definition-[a-z_]+)"', shown))
    assert wanted - there == set()


def test_a_figure_is_a_table_for_a_spreadsheet(client):
    world_of(2, each=3)
    somebody(client, Role.COORDINATOR)

    answer = client.get(f"{PAGE}borders.csv?period=this_year")
    rows = list(csv.reader(StringIO(b"".join(answer).decode().lstrip("\ufeff"))))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert rows[0][:3] == ["Code", "Borders", "Reports received"]
    assert [row[0] for row in rows[1:3]] == ["be-nl", "total"]


def test_the_table_of_a_page_says_for_ever_what_the_page_said(client):
    world_of(2, each=3)
    somebody(client, Role.COORDINATOR)
    shown = words(client.get(f"{PAGE}?period=this_year"))
    address = unescape(re.search(r'href="([^"]*/borders\.csv[^"]*)"', shown)[1])
    before = b"".join(client.get(address))

    World(timezone.now()).obstacle()

    assert b"".join(client.get(address)) == before
    assert b"".join(client.get(f"{PAGE}borders.csv?period=this_year")) != before


def test_a_name_that_is_a_formula_is_harmless_in_a_spreadsheet(client):
    world_of(1)
    Border.objects.update(kind="several", name_en="=1+1")
    somebody(client, Role.COORDINATOR)

    sent = b"".join(client.get(f"{PAGE}borders.csv?period=this_year")).decode()

    assert "'=1+1" in sent
    assert ",=1+1" not in sent


def test_management_reads_no_small_number_of_a_border(client):
    world_of(1)
    somebody(client, Role.MANAGEMENT)

    answer = client.get(f"{PAGE}borders.csv?period=this_year")
    rows = list(csv.reader(StringIO(b"".join(answer).decode().lstrip("\ufeff"))))

    assert rows[1][2:] == ["0", "hidden", "0", "0", "hidden"]


@pytest.mark.parametrize("address", ["nothing.csv", "flow.csv?group_by=nothing"])
def test_a_figure_nobody_knows_is_not_found(client, address):
    assert somebody(client, Role.COORDINATOR).get(PAGE + address).status_code == 404


@pytest.mark.parametrize("query", ["period=x", "border=nowhere", "theme=%00", "as_of=never"])
def test_whatever_is_no_choice_counts_as_everything(client, query):
    assert somebody(client, Role.COORDINATOR).get(f"{PAGE}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("name", "first", "after"),
    [
        ("12", "2025-11-01", "2026-11-01"),
        ("this_year", "2026-01-01", "2026-11-24"),
        ("last_year", "2025-01-01", "2026-01-01"),
        ("quarter", "2026-07-01", "2026-10-01"),
    ],
)
def test_a_period_has_a_first_day_and_a_first_day_after_it(name, first, after):
    today = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/Brussels")).date()

    assert [day.isoformat() for day in period(name, today)] == [first, after]


def test_a_line_has_a_gap_where_nothing_is_known():
    rows = [
        Row(f"2026-0{month}", "", {"median": value})
        for month, value in enumerate((4, 8, None, 2), start=1)
    ]

    drawn = lines(rows, [("median", "Half")])

    assert drawn.series[0].pieces == ("34,111 156,16",)
    assert drawn.series[0].points == ((400, 158),)


def test_nothing_is_drawn_of_nothing():
    assert lines([], [("opened", "Opened")]) is None
    assert bars([("one", 0, "0", False)]) is None


def test_a_scale_ends_above_the_highest_number():
    assert [top_of([value]) for value in (0, 3, 5, 31, 141)] == [4, 4, 8, 40, 200]


def test_labels_do_not_lie_on_each_other():
    assert spread([50, 52, 10], apart=24) == [50, 74, 10]
