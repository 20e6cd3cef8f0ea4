"""Published obstacles that are like a text, also when they are written in another language.

Two bridges: words of the text's own language, and the list of field terms, which knows that
kinderbijslag, Kindergeld and allocations familiales are about the same thing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Value
from django.utils.translation import gettext as _

from .field_terms import FoundTerm, query_for, shared_with, terms_in
from .languages import columns, current
from .models import Border, Obstacle, Snapshot, Theme
from .searching import DICTIONARIES, every_word

# A long story has many words; the longest say most.
_MOST_WORDS = 40
_SHORTEST = 5
_CANDIDATES = 30
_TERM_WEIGHT = 3
_SAME_BORDER = 1.3
_SAME_THEME = 1.3
_MOST_SHOWN = 6


@dataclass(frozen=True)
class Shared:
    """What a text and an obstacle have in common, and why it counts."""

    words: str
    language: str
    reason: str


@dataclass(frozen=True)
class Match:
    """An obstacle like a text: the higher the score, the more alike."""

    obstacle: Obstacle
    snapshot: Snapshot
    score: float
    words: tuple[Shared, ...]


@dataclass(frozen=True)
class _Story:
    """What is looked for: telling words, field terms, and where it happened."""

    words: Sequence[str]
    terms: Sequence[FoundTerm]
    language: str
    border: Border | None
    theme: Theme | None


def like(
    text: str,
    *,
    language: str,
    border: Border | None = None,
    theme: Theme | None = None,
    limit: int = 5,
) -> list[Match]:
    """Find published obstacles like a text, the nearest first."""
    terms = terms_in(text, language=language)
    story = _Story(_telling_words(text), terms, language, border, theme)
    if not story.words and not story.terms:
        return []
    matches = [_match(obstacle, story) for obstacle in _candidates(story)]
    matches.sort(key=lambda match: (-match.score, match.obstacle.reference))
    return matches[:limit]


def _telling_words(text: str) -> list[str]:
    known = dict.fromkeys(word for word in every_word(text) if len(word) >= _SHORTEST)
    return sorted(known, key=lambda word: -len(word))[:_MOST_WORDS]


def _candidates(story: _Story) -> Iterable[Any]:
    """Obstacles that share a word or a term, with how well each fits."""
    any_word = " | ".join(story.words)
    by_word = SearchQuery(any_word, config=DICTIONARIES[story.language], search_type="raw")
    by_term = query_for(story.terms)
    vector = F("published__search")
    either, fit = by_word, Value(1) * SearchRank(vector, by_word)
    if by_term is not None:
        either = by_word | by_term if story.words else by_term
        fit = SearchRank(vector, by_word) + SearchRank(vector, by_term) * Value(_TERM_WEIGHT)
    found = Obstacle.objects.listed().with_public_text().filter(published__search=either)
    return found.annotate(fit=fit).order_by("-fit", "reference")[:_CANDIDATES]


def _match(obstacle: Any, story: _Story) -> Match:
    snapshot = obstacle.published
    same_border = story.border is not None and _is_at(obstacle, story.border)
    same_theme = story.theme is not None and _is_about(obstacle, story.theme)
    score = obstacle.fit * (_SAME_BORDER if same_border else 1) * (_SAME_THEME if same_theme else 1)
    shared = [*_shared_terms(snapshot, story), *_shared_words(snapshot, story)][:_MOST_SHOWN]
    if story.border is not None and same_border:
        shared.append(Shared(story.border.name, current(), _("the same border")))
    if story.theme is not None and same_theme:
        shared.append(Shared(story.theme.name, current(), _("the same theme")))
    return Match(obstacle, snapshot, score, tuple(shared))


def _shared_terms(snapshot: Snapshot, story: _Story) -> list[Shared]:
    return [
        Shared(
            form,
            code,
            _("the same subject")
            if code == story.language
            else _("the same subject in another language"),
        )
        for form, code in shared_with(_texts(snapshot, first=story.language), story.terms)
    ]


def _shared_words(snapshot: Snapshot, story: _Story) -> list[Shared]:
    """Words both use; endings may differ."""
    there = every_word(_texts(snapshot)[story.language])
    beginnings = {word[: max(_SHORTEST, len(word) - 2)] for word in there if len(word) >= _SHORTEST}
    terms = {word for term in story.terms for word in every_word(term.form)}
    return [
        Shared(word, story.language, _("the same word"))
        for word in story.words
        if word not in terms and word[: max(_SHORTEST, len(word) - 2)] in beginnings
    ]


def _texts(snapshot: Snapshot, *, first: str = "") -> dict[str, str]:
    """Title and summary together in each language, one language before the others."""
    titles, summaries = columns(snapshot, "title"), columns(snapshot, "summary")
    codes = sorted(titles, key=lambda code: code != first)
    return {code: f"{titles[code]} {summaries[code]}".strip() for code in codes}


def _is_at(obstacle: Obstacle, border: Border) -> bool:
    near = {border.pk, border.parent_id} - {None}
    return any(place.pk in near or place.parent_id == border.pk for place in obstacle.borders.all())


def _is_about(obstacle: Obstacle, theme: Theme) -> bool:
    wholes = {theme.pk, theme.parent_id} - {None}
    return bool(wholes & {obstacle.theme.pk, obstacle.theme.parent_id})
