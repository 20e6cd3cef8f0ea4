"""References survive being read aloud, typed and mistyped; access codes are kept as hashes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from obstacles.references import (
    ALPHABET,
    Misread,
    check_character,
    code_digest,
    new_access_code,
    new_consultation_reference,
    new_obstacle_reference,
    new_reference,
    new_report_reference,
    read_reference,
)

BODIES = st.text(ALPHABET, min_size=5, max_size=5)


def reference(body: str) -> str:
    return f"OB-{body}{check_character(body)}"


def test_each_kind_has_its_letters():
    made = [new_report_reference(), new_obstacle_reference(), new_consultation_reference()]

    assert [name[:3] for name in made] == ["RP-", "OB-", "CN-"]
    assert [len(name) for name in made] == [9, 9, 9]


def test_what_was_drawn_can_be_read():
    for _ in range(500):
        drawn = new_reference("RP")

        assert read_reference(drawn) == drawn


@given(BODIES, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_caught(body, place, wrong):
    letters = list(reference(body)[3:])
    assume(letters[place] != wrong)
    letters[place] = wrong

    with pytest.raises(Misread):
        read_reference(f"OB-{''.join(letters)}")


@given(BODIES, st.integers(0, 4))
def test_swapped_neighbours_are_caught_but_for_one_pair(body, place):
    letters = list(reference(body)[3:])
    pair = {letters[place], letters[place + 1]}
    assume(len(pair) == 2 and pair != {"0", "Z"})
    letters[place], letters[place + 1] = letters[place + 1], letters[place]

    with pytest.raises(Misread):
        read_reference(f"OB-{''.join(letters)}")


@given(BODIES, st.randoms())
def test_look_alikes_case_and_blanks_are_corrected(body, chance):
    right = reference(body)
    look_alikes = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        chance.choice(look_alikes.get(letter, letter + letter.lower()))
        + chance.choice(["", " ", "-"])
        for letter in right[3:]
    )

    assert read_reference(f" ob {typed} ") == right


@pytest.mark.parametrize(
    "typed", ["", "OB", "OB-", "OB-12345", "OB-1234567", "OB-UUUUUU", "ÖB-000000", "OB-٠٠٠٠٠٠"]
)
def test_what_cannot_be_a_reference_is_refused(typed):
    with pytest.raises(Misread):
        read_reference(typed, prefix="OB")


def test_a_number_of_another_kind_is_refused_where_one_kind_is_asked():
    with pytest.raises(Misread):
        read_reference(new_report_reference(), prefix="OB")


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_reader(typed):
    try:
        read = read_reference(typed)
    except Misread:
        return

    assert read_reference(read) == read


def test_an_access_code_has_a_hundred_and_twenty_bits():
    code = new_access_code()

    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 6
    assert set("".join(groups)) <= set(ALPHABET)
    assert len({new_access_code() for _ in range(1000)}) == 1000


def test_a_code_is_the_same_however_it_is_typed():
    code = new_access_code()
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert code_digest(typed) == code_digest(code)
    assert code.replace("-", "") not in code_digest(code)


@pytest.mark.parametrize("typed", ["", "1234", "U" * 24, "é" * 24])
def test_what_cannot_be_a_code_is_refused_and_not_repeated(typed):
    with pytest.raises(Misread) as refusal:
        code_digest(typed)

    assert str(refusal.value) == "access code"
