"""Words of the field found in a text, and the bridge they make to other languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery

from .models import Term
from .searching import DICTIONARIES, every_word

MOST_TERMS = 12
# Shorter forms, such as abbreviations, must stand alone; longer ones may be inflected.
_MAY_BE_INFLECTED = 5


@dataclass(frozen=True)
class FoundTerm:
    """A term that occurs in a text, in the form in which it does, and all its forms."""

    form: str
    forms: Mapping[str, Sequence[str]]


def terms_in(text: str, *, language: str) -> list[FoundTerm]:
    """Find the field terms a text uses, the most telling (longest) first; one query."""
    line = _line(text)
    found = []
    for words in Term.objects.values_list("words", flat=True):
        forms = {code: _forms(words.get(code)) for code in DICTIONARIES}
        form = first_in(line, forms[language])
        if form:
            found.append(FoundTerm(form, forms))
    return sorted(found, key=lambda term: -len(term.form))[:MOST_TERMS]


def shared_with(texts: Mapping[str, str], terms: Iterable[FoundTerm]) -> list[tuple[str, str]]:
    """Name the terms that other texts use too, as (form there, language there)."""
    lines = {code: _line(text) for code, text in texts.items() if text}
    shared = []
    for term in terms:
        for code, line in lines.items():
            form = first_in(line, term.forms[code])
            if form:
                shared.append((form, code))
                break
    return shared


def first_in(line: str, forms: Sequence[str]) -> str:
    """The first of these forms that occurs in a prepared text, or nothing."""
    return next((form for form in forms if _occurs(_line(form), line)), "")


def query_for(terms: Sequence[FoundTerm]) -> SearchQuery | None:
    """Look for any form of these terms, each language by its own rules."""
    if not terms:
        return None
    by_language = (
        (dictionary, [form for term in terms for form in term.forms[code]])
        for code, dictionary in DICTIONARIES.items()
    )
    return reduce(
        or_,
        (
            SearchQuery(" | ".join(map(_phrase, forms)), config=dictionary, search_type="raw")
            for dictionary, forms in by_language
            if forms
        ),
    )


def _forms(words: Any) -> list[str]:
    if not words:
        return []
    given = [words.get("preferred", ""), *words.get("forms", [])]
    return [form for form in given if every_word(form)]


def _phrase(form: str) -> str:
    return f"({' <-> '.join(every_word(form))})"


def _line(text: str) -> str:
    """Only words, in small letters, with a blank on both sides of each."""
    return f" {' '.join(every_word(text))} "


def _occurs(form: str, line: str) -> bool:
    return (form.rstrip() if len(form.strip()) >= _MAY_BE_INFLECTED else form) in line
