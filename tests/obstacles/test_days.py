"""Days as people write them."""

from datetime import date

import pytest
from django.template import engines
from django.utils.translation import override

from obstacles.days import write_day

FIRST = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "1 december 2026"),
        ("fr", "1er décembre 2026"),
        ("de", "1. Dezember 2026"),
        ("en", "1 December 2026"),
    ],
)
def test_the_first_of_a_month_is_written_as_each_language_writes_it(language, written):
    with override(language):
        assert write_day(FIRST) == written


def test_other_days_and_hours_with_a_one_keep_it_in_french():
    with override("fr"):
        assert write_day(date(2026, 12, 21)) == "21 décembre 2026"
        assert write_day(FIRST, "Y-m-d") == "2026-12-01"
        assert write_day(FIRST, "j F") == "1er décembre"


def test_pages_and_letters_write_days_alike():
    template = engines["django"].from_string('{{ day|date:"DATE_FORMAT" }}|{{ none|date }}')

    with override("fr"):
        said = template.render({"day": FIRST, "none": None})

    assert said == "1er décembre 2026|"
