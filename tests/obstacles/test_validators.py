"""Characters no text may hold, and the one form every typed text gets."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from obstacles.validators import clean_nested, clean_text, no_direction_controls


def test_a_typed_text_gets_one_form():
    assert clean_text("  cafe\u0301\r\nzwei\rdrei\u2028vier\t \n") == "café\nzwei\ndrei\nvier"


@pytest.mark.parametrize("character", ["\0", "\x08", "\x0b", "\x1b", "\x7f", "\x9f"])
def test_control_characters_are_refused(character):
    with pytest.raises(ValidationError) as refusal:
        clean_text(f"a{character}b")

    assert refusal.value.code == "control_character"


def test_half_a_character_is_refused():
    with pytest.raises(ValidationError) as refusal:
        clean_text("a\ud800")

    assert refusal.value.code == "surrogate"


def test_direction_controls_are_taken_out_of_texts_and_refused_in_names():
    assert clean_text("a\u202eb\u2066c") == "abc"

    with pytest.raises(ValidationError):
        no_direction_controls("a\u202eb")


@pytest.mark.parametrize("value", ["a\0", {"a": ["b\0"]}, {"a\0": 1}, [[{"x": "\ud800"}]]])
def test_answers_are_searched_to_the_bottom(value):
    with pytest.raises(ValidationError):
        clean_nested(value)


def test_clean_answers_come_back_as_they_are():
    answers = {"a": ["b", 1, None, True, 2.5], "c": {"d": "é"}}

    assert clean_nested(answers) == answers


def test_answers_nested_too_deeply_are_refused():
    value: object = "x"
    for _ in range(1000):
        value = [value]

    with pytest.raises(ValidationError) as refusal:
        clean_nested(value)

    assert refusal.value.code == "depth"


@given(st.text())
def test_a_clean_text_is_clean(text):
    try:
        cleaned = clean_text(text)
    except ValidationError:
        return

    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode()
