"""The register as everybody reads it."""

import csv

import pytest

from obstacles.spreadsheets import harmless
from tests.obstacles.worlds import border, obstacle, published, theme

pytestmark = pytest.mark.django_db


def found(page) -> list[str]:
    return [one.reference for one in page.context["hits"]]


def test_an_empty_register_says_so(client):
    page = client.get("/en/register")

    assert page.status_code == 200
    assert "The register is still empty." in page.text


def test_only_approved_texts_are_listed(client):
    known = published(title_en="Diplomas")
    obstacle(title_en="Secret")

    page = client.get("/en/register")

    assert found(page) == [known.reference]
    assert "Secret" not in page.text


def test_a_later_edit_is_not_shown_before_it_is_approved(client):
    known = published(title_en="Diplomas")
    known.title_en = "Changed"
    known.save()

    assert "Changed" not in client.get("/en/register").text


def test_the_list_is_narrowed_by_what_stands_in_the_address(client):
    here = published(border("be-nl"), about=theme("health"), title_en="Here")
    published(border("lu-fr"), about=theme("transport"), title_en="There")

    page = client.get("/en/register?border=be-nl&theme=health")

    assert found(page) == [here.reference]


def test_words_are_found_in_every_language(client):
    known = published(title_de="Krankenwagen an der Grenze")

    assert found(client.get("/nl/register?q=krankenwagen")) == [known.reference]


@pytest.mark.parametrize("query", ["colour=blue", "border=moon", "year=soon", "status=%00x"])
def test_a_filter_that_we_do_not_know_is_left_out_with_a_notice(client, query):
    known = published(title_en="Diplomas")

    page = client.get(f"/en/register?{query}")

    if "%00" in query:
        assert page.status_code == 400
    else:
        assert found(page) == [known.reference]
        assert "We left out filters that we do not know" in page.text


def test_nothing_found_names_the_nearest(client):
    published(border("be-nl"), about=theme("health"), title_en="Diplomas")
    theme("transport")

    page = client.get("/en/register?border=be-nl&theme=transport")

    assert "Without “Theme” there is 1 obstacle." in page.text
    assert page.context["nearest"]["url"] == "/en/register?border=be-nl"


def test_pages_are_numbered_and_counted(client):
    for number in range(21):
        published(title_en=f"Obstacle {number}")

    first, last = client.get("/en/register"), client.get("/en/register?page=2")

    assert "1 to 20 of 21" in first.text
    assert len(found(last)) == 1


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "9" * 40])
def test_a_page_that_is_not_there_is_the_nearest_one(client, page):
    published(title_en="Diplomas")

    assert client.get(f"/en/register?page={page}").status_code == 200


def test_the_text_is_marked_with_its_language(client):
    published(title_nl="Diploma's tellen niet")

    assert '<h3 lang="nl">' in client.get("/fr/register").text


@pytest.mark.parametrize("number", [1, 3])
def test_a_longer_list_asks_no_more(client, number, django_assert_num_queries):
    for one in range(number):
        published(border("be-nl"), border("lu-fr"), title_en=f"Obstacle {one}", decided_by="nl-bz")

    with django_assert_num_queries(10):
        client.get("/en/register")


def test_the_same_list_comes_as_a_table(client):
    published(border("be-nl"), title_en="Here", known_since=2019)
    published(border("lu-fr"), title_en="There")

    page = client.get("/en/register.csv?border=be-nl")

    rows = list(csv.reader(page.getvalue().decode("utf-8-sig").splitlines()))
    assert [row[4] for row in rows] == ["Title", "Here"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


def test_an_ordinary_cell_stays_as_it_is():
    assert harmless("Diplomas - and more") == "Diplomas - and more"
