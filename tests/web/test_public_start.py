"""The first page, and what programs ask of the house."""

import pytest

from tests.obstacles.worlds import border, published
from web.public.views.start import TALE

pytestmark = pytest.mark.django_db


def test_the_first_page_follows_the_language_of_the_browser(client):
    page = client.get("/", headers={"accept-language": "fr-BE,fr;q=0.9"})

    assert page.url == "/fr/"


def test_the_first_page_follows_the_chosen_language(client):
    client.cookies["django_language"] = "de"

    assert client.get("/", headers={"accept-language": "fr"}).url == "/de/"


def test_an_empty_house_says_what_comes(client):
    page = client.get("/en/")

    assert "Nothing is solved yet." in page.text
    assert "The register is still empty." in page.text


def test_the_example_stands_there_while_it_is_published(client):
    assert "40 minutes" not in client.get("/en/").text

    published(title_en=TALE)

    assert "40 minutes" in client.get("/en/").text


def test_solved_obstacles_are_examples(client):
    published(title_en="Fire hoses", status="resolved")

    page = client.get("/en/")

    assert [one.title[1] for one in page.context["solved"]] == ["Fire hoses"]


@pytest.mark.parametrize(("number", "shown"), [(1, "< 5"), (4, "< 5"), (5, 5)])
def test_small_numbers_are_not_told(client, number, shown):
    for one in range(number):
        published(border("be-nl"), title_en=f"Obstacle {one}")

    page = client.get("/en/")

    assert [bar["count"] for bar in page.context["borders"]] == [shown]


def test_a_part_of_a_border_counts_for_the_whole(client):
    for one in range(5):
        part = border(f"be-nl-{one}", parent=border("be-nl"))
        published(part, border("be-nl"), title_en=f"Obstacle {one}")

    bars = client.get("/en/").context["borders"]

    assert [(bar["words"], bar["count"]) for bar in bars] == [("be-nl", 5)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_first_page_asks_no_more_when_more_is_solved(client, number, django_assert_num_queries):
    for one in range(number):
        published(title_en=f"Hoses {one}", status="resolved")
        published(border("be-nl"), title_en=f"Open {one}")

    with django_assert_num_queries(6):
        client.get("/en/")


def test_the_house_says_that_it_stands(client):
    assert client.get("/healthz").text == "ok\n"


def test_programs_are_told_what_they_may_read(client):
    page = client.get("/robots.txt")

    assert "Disallow: /*/my/" in page.text


def test_a_wrong_method_is_refused(client):
    assert [client.post(f"/en/{place}").status_code for place in ("register", "")] == [405, 405]
