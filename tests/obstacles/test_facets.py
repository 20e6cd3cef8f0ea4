"""Facets say how many obstacles would stay."""

import pytest
from django.http import QueryDict

from obstacles.facets import deciders, facets
from obstacles.filters import RegisterFilter
from obstacles.models import Obstacle
from obstacles.querysets import ObstacleQuerySet
from tests.obstacles.worlds import body, border, published, theme

pytestmark = pytest.mark.django_db


def listed(address: str) -> ObstacleQuerySet:
    return RegisterFilter(QueryDict(address), queryset=Obstacle.objects.listed()).qs


def test_facets_count_in_four_queries(django_assert_num_queries):
    whole = border("be-nl")
    rail = theme("transport-rail", parent=theme("transport"))
    published(whole, border("be-nl-vl", parent=whole), about=rail, known_since=2019)
    published(border("nl-de"), status="resolved", known_since=2019)

    with django_assert_num_queries(4):
        counted = facets(listed(""))

    assert [(facet.value, facet.number) for facet in counted.status] == [
        ("open", 1),
        ("resolved", 1),
    ]
    assert sorted((facet.value, facet.number) for facet in counted.border) == [
        ("be-nl", 1),
        ("nl-de", 1),
    ]
    assert [(facet.value, facet.number, facet.parent) for facet in counted.theme] == [
        ("transport", 2, ""),
        ("transport-rail", 1, "transport"),
    ]
    assert [(facet.value, facet.number) for facet in counted.year] == [("2019", 2)]


def test_facets_of_a_search_count_what_was_found():
    published(title_en="Bus")
    published(title_en="Tram", status="resolved")

    counted = facets(listed("q=tram"))

    assert [facet.value for facet in counted.status] == ["resolved"]


def test_who_decides_is_counted_as_published(django_assert_num_queries):
    body("nl-bz")
    body("be-fin")
    published(decided_by="nl-bz")
    published(decided_by="nl-bz")
    published(decided_by="be-fin")
    published()

    with django_assert_num_queries(2):
        counted = deciders(listed(""))

    assert [(facet.value, facet.number) for facet in counted] == [("nl-bz", 2), ("be-fin", 1)]
