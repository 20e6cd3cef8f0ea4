"""Finding texts by words, in four languages at once, whatever somebody types."""

import re
import unicodedata
from functools import reduce
from operator import add, or_

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, When

DICTIONARIES = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
MOST_CHARACTERS = 200
MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+")


def every_language(heading: str, body: str) -> SearchVector:
    """Index the columns of two texts, each in its own language; the heading weighs more."""
    return reduce(
        add,
        (
            SearchVector(f"{field}_{code}", config=dictionary, weight=weight)
            for code, dictionary in DICTIONARIES.items()
            for field, weight in ((heading, "A"), (body, "B"))
        ),
    )


def its_language(*fields: str) -> Case:
    """Index texts that are written in one language, named in the row's column ``language``.

    Enough for words of any language: what is looked for is read in each of the four.
    """
    return Case(
        *(
            When(language=code, then=SearchVector(*fields, config=dictionary))
            for code, dictionary in DICTIONARIES.items()
        )
    )


def words(typed: str) -> list[str]:
    """Read at most eight words; punctuation and search operators mean nothing here."""
    return every_word(typed[:MOST_CHARACTERS])[:MOST_WORDS]


def every_word(text: str) -> list[str]:
    """All words of a text in small letters, in order."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def parse(typed: str, *, every: bool = True) -> SearchQuery | None:
    """Look for texts that hold every typed word, or its beginning, in any of the languages.

    Without ``every`` one of the words is enough: that shows where they stand.
    """
    found = words(typed)
    if not found:
        return None
    beginnings = (" & " if every else " | ").join(f"{word}:*" for word in found)
    return reduce(
        or_,
        (
            SearchQuery(beginnings, config=dictionary, search_type="raw")
            for dictionary in DICTIONARIES.values()
        ),
    )
