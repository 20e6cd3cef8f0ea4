"""Figures for everybody: whole quarters, no small number, no case."""

import csv
import re
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from obstacles.models import Obstacle
from obstacles.spreadsheets import harmless
from tests.factories import World
from web.insight.published import quarters

pytestmark = pytest.mark.django_db

PAGE = "/en/stats"


def obstacles_in(year: int, month: int, *, count: int) -> None:
    world = World()
    for _number in range(count):
        world.at = datetime(year, month, 10, 9, tzinfo=ZoneInfo("Europe/Brussels"))
        world.obstacle()


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(StringIO(b"".join(response).decode().lstrip("\ufeff"))))


def test_everybody_reads_the_figures_and_no_case(client, django_assert_max_num_queries):
    obstacles_in(2026, 8, count=7)

    with django_assert_max_num_queries(20):
        answer = client.get(f"{PAGE}?quarter=2026-3")

    shown = answer.content.decode()
    references = Obstacle.objects.values_list("reference", flat=True)
    assert answer.status_code == 200
    assert "Quarter 3 of 2026" in shown
    assert [reference for reference in references if reference in shown] == []
    assert "style=" not in shown


def test_a_quarter_without_anything_says_so(client):
    assert "Nothing was counted in this quarter" in client.get(PAGE).content.decode()


def test_a_small_number_stays_hidden_in_the_table(client):
    obstacles_in(2026, 8, count=3)

    rows = rows_of(client.get(f"{PAGE}/borders.csv?quarter=2026-3"))

    hidden = ["0", "hidden", "0", "hidden", "hidden"]
    assert [row[2:] for row in rows if row and row[0] in ("be-nl", "total")] == [hidden, hidden]


def test_every_table_and_definition_of_the_page_is_there(client):
    obstacles_in(2026, 8, count=7)
    shown = client.get(f"{PAGE}?quarter=2026-3").content.decode()

    tables = re.findall(r'href="([^"]+\.csv[^"]*)"', shown)
    anchors = re.findall(r'href="#(definition-[a-z_]+)"', shown)

    assert [address for address in tables if client.get(address).status_code != 200] == []
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in shown] == []


def test_a_table_nobody_knows_is_not_found(client):
    assert client.get(f"{PAGE}/cases.csv").status_code == 404


@pytest.mark.parametrize("quarter", ["2099-1", "now", "%00"])
def test_a_quarter_nobody_offers_is_the_newest(client, quarter):
    assert client.get(f"{PAGE}?quarter={quarter}").status_code == 200


def test_eight_closed_quarters_are_offered():
    today = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/Brussels")).date()

    offered = [one[0] for one in quarters(today)]

    assert offered == [
        "2026-3",
        "2026-2",
        "2026-1",
        "2025-4",
        "2025-3",
        "2025-2",
        "2025-1",
        "2024-4",
    ]


def test_only_words_can_be_formulas():
    assert [harmless(cell) for cell in ("=1+1", "-2", -2, "two")] == ["'=1+1", "'-2", -2, "two"]
