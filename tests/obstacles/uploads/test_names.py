"""Whatever a file is called, it is shown under an honest name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obstacles.uploads.names import extension_of, shown_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("C:\\Users\\Anna\\x.pdf", "x.pdf"),
        ("x\0.pdf", "x.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.txt", "_lpt1.txt"),
        ("report .. .pdf", "report.pdf"),
        ("trailing. . ", "trailing"),
        ("a.pdf\u202egnp.exe", "a.pdfgnp.exe"),
        ("line\nbreak.pdf", "linebreak.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("....", "file"),
        (".pdf", "file.pdf"),
        ("", "file"),
        ("🌉.PNG", "🌉.png"),
    ],
)
def test_a_hostile_name_becomes_an_honest_one(given, shown):
    assert shown_name(given) == shown


@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_no_name_is_too_long_invisible_or_a_path(given_name):
    name = shown_name(given_name)

    assert 0 < len(name) <= 120
    assert not set(name) & set("/\\\0\n\r\u202e")
    assert shown_name(name) == name


def test_twins_written_differently_get_one_name():
    assert shown_name("é.pdf") == shown_name("e\u0301.pdf")
    assert extension_of("no ending") == ""
