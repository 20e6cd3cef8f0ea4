"""Whatever somebody types is words, at most eight of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from obstacles.models import Snapshot
from obstacles.searching import parse, words


def test_words_are_read_in_order_and_without_signs():
    assert words("L'été à 's-Hertogenbosch & (Köln)!") == [
        "l",
        "été",
        "à",
        "s",
        "hertogenbosch",
        "köln",
    ]


def test_the_ninth_word_is_not_searched():
    assert words("a b c d e f g h i j") == list("abcdefgh")


def test_the_two_hundred_and_first_character_is_not_searched():
    assert words("x" * 300) == ["x" * 200]


@pytest.mark.parametrize("typed", ["", "   ", "&|!:*()<->'\\", "___"])
def test_no_words_are_no_search(typed):
    assert parse(typed) is None


class TestAnythingTyped(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=250))
    def test_nothing_typed_is_a_syntax_error(self, typed):
        query = parse(typed)

        if query is not None:
            assert not Snapshot.objects.filter(search=query).exists()
