"""Everybody reads their own language, or the nearest text there is."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from obstacles.languages import columns, current, first_available, spoken

TEXTS = {"nl": "fiets", "fr": "vélo", "de": "Rad", "en": "bike"}


@pytest.mark.parametrize(
    ("active", "expected"),
    [("nl", "nl"), ("fr", "fr"), ("de-at", "de"), ("en-gb", "en"), ("pl", "en")],
)
def test_the_language_spoken_is_always_one_of_the_four(active, expected):
    with override(active):
        assert current() == expected


def test_nobody_speaking_means_english():
    with override(None):
        assert current() == "en"


@pytest.mark.parametrize("code", TEXTS)
def test_the_wanted_language_comes_first(code):
    assert first_available(TEXTS, code) == (code, TEXTS[code])


def test_the_nearest_text_is_english_then_dutch_french_and_german():
    order = []
    left = dict(TEXTS)
    while left:
        code, _text = first_available(left, "xx")
        order.append(code)
        left.pop(code)

    assert order == ["en", "nl", "fr", "de"]


@pytest.mark.parametrize("texts", [{}, {"nl": "", "en": ""}])
def test_no_text_at_all_is_empty(texts):
    assert first_available(texts, "nl") == ("", "")


def test_a_row_is_read_in_the_language_being_spoken():
    row = SimpleNamespace(name_nl="fiets", name_fr="", name_de="Rad", name_en="")

    with override("de"):
        german = spoken(row, "name")
    with override("fr"):
        nearest = spoken(row, "name")

    assert (german, nearest) == ("Rad", "fiets")
    assert columns(row, "name") == {"nl": "fiets", "fr": "", "de": "Rad", "en": ""}
