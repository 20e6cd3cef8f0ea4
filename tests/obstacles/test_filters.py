"""The register shows approved texts only, each obstacle once, narrowed as asked."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from obstacles.filters import RegisterFilter, unknown_parameters
from obstacles.models import Obstacle, Side
from tests.obstacles.worlds import body, border, country, obstacle, published, theme

pytestmark = pytest.mark.django_db


def found(address: str) -> list[Obstacle]:
    return list(narrowed(address).qs)


def narrowed(address: str) -> RegisterFilter:
    return RegisterFilter(QueryDict(address), queryset=Obstacle.objects.listed())


def test_the_register_lists_what_is_published_and_not_merged():
    obstacle(title_en="Draft")
    published(status="merged", title_en="Merged")
    listed = published(title_en="Bus")

    assert found("") == [listed]


def test_the_latest_unapproved_words_are_not_searched():
    row = published(title_en="Bus")
    Obstacle.objects.filter(pk=row.pk).update(title_en="Secret tram")

    assert found("q=tram") == []
    assert found("q=bus") == [row]


@pytest.mark.parametrize(
    "typed",
    [
        "Kindergelder",
        "kinderbijslag",
        "KINDERB",
        "allocation familiale",
        "benefits",
        "de kinderbijslag",
    ],
)
def test_words_are_found_in_each_language(typed):
    published(title_en="Bus")
    row = published(
        title_de="Kindergeld für Grenzgänger",
        title_nl="Kinderbijslag voor grenswerkers",
        title_fr="Allocations familiales",
        summary_en="Child benefit is paid twice or not at all.",
    )

    assert found(f"q={typed}") == [row]


def test_a_typed_number_finds_its_obstacle():
    published(title_en="Bus")
    row = published(title_en="Tram")

    assert found(f"q={row.reference.lower().replace('-', ' ')}") == [row]


@pytest.mark.parametrize("typed", ["&|!:*()", "'", "a:b & !", "\\", "<->", "%", "   ", "'' ''"])
def test_search_operators_are_only_characters(typed):
    row = published(title_en="Bus")
    data = QueryDict(mutable=True)
    data["q"] = typed

    list(RegisterFilter(data, queryset=Obstacle.objects.listed()).qs)

    assert Obstacle.objects.get() == row


def test_a_border_covers_its_segments_and_an_obstacle_comes_once():
    whole = border("be-nl")
    part = border("be-nl-vl", parent=whole)
    other = border("nl-de")
    both = published(whole, part, other)
    segment = published(part)
    published(other)

    assert sorted(map(str, found("border=be-nl"))) == sorted(map(str, [both, segment]))
    assert found("border=be-nl-vl&border=nl-de&border=be-nl").count(both) == 1


def test_a_theme_covers_its_parts():
    whole = theme("transport")
    row = published(about=theme("transport-rail", parent=whole))
    published(about=theme("health"))

    assert found("theme=transport") == [row]
    assert found("theme=transport-rail") == [row]


def test_status_year_and_body_narrow_the_list():
    body("nl-bz")
    row = published(status="resolved", known_since=2019, decided_by="nl-bz")
    published(status="open", known_since=2020)

    assert found("status=resolved") == [row]
    assert found("year=2019") == [row]
    assert found("authority=nl-bz") == [row]


def test_a_body_that_was_not_published_is_not_found():
    row = published()
    Side.objects.create(obstacle=row, area=country(), authority=body("nl-bz"))

    assert found("authority=nl-bz") == []


def test_obstacles_can_be_put_in_order():
    old, new, never = published(known_since=1990), published(known_since=2020), published()

    assert found("ordering=oldest") == [old, new, never]
    assert found("ordering=latest") == [new, old, never]


def test_a_wrong_value_is_ignored_and_named():
    row = published()

    register = narrowed("status=open&year=never&border=moon")

    assert list(register.qs) == [row]
    assert sorted(register.errors) == ["border", "year"]


def test_a_null_character_is_a_wrong_value():
    published()

    assert list(narrowed("q=a%00b").errors) == ["q"]


def test_parameters_nobody_reads_are_named():
    given_names = QueryDict("q=a&_connector=OR&reporter__email=x&page=2")

    assert unknown_parameters(given_names, also=["page"]) == {"_connector", "reporter__email"}


@pytest.mark.parametrize("length", [1, 3])
def test_a_page_costs_the_same_however_long(length, django_assert_num_queries):
    for _ in range(length):
        published(border("be-nl"), border("nl-de"), title_en="Bus")

    with django_assert_num_queries(2):
        for row in narrowed("").qs.with_public_text():
            assert row.published.title == "Bus"
            assert [place.name for place in row.borders.all()]
            assert row.theme.name


class TestEveryCombination(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(
        placed=st.lists(
            st.sets(st.sampled_from(["be-nl", "be-nl-vl", "nl-de"]), min_size=1), max_size=4
        ),
        asked=st.sets(st.sampled_from(["be-nl", "be-nl-vl", "nl-de"])),
    )
    def test_no_combination_of_borders_shows_an_obstacle_twice(self, placed, asked):
        whole = border("be-nl")
        border("be-nl-vl", parent=whole)
        border("nl-de")
        covered = asked | ({"be-nl-vl"} if "be-nl" in asked else set())
        rows = {published(*map(border, sorted(slugs))).pk: slugs for slugs in placed}

        address = "&".join(f"border={slug}" for slug in sorted(asked))
        keys = [row.pk for row in found(address)]

        expected = [key for key, slugs in rows.items() if not asked or slugs & covered]
        assert sorted(keys) == sorted(expected)
