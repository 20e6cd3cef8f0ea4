"""Why a case was found: the sentences around the words somebody looked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import Case as Choice
from django.db.models import F, QuerySet, Value, When

from obstacles.languages import CODES
from obstacles.models import Consultation, Obstacle, Report
from obstacles.searching import DICTIONARIES, parse

from . import policy
from .actors import Actor
from .models import Case, CaseQuerySet, Seat
from .roles import Role
from .states import Kind

# Marks around a found word; no text that is kept can hold them.
BEGINS, ENDS = "\x01", "\x02"


@dataclass(frozen=True)
class Text:
    """A text words are looked for in: whose part it is, and in which language it stands."""

    name: str
    part: str
    column: str
    language: str


TEXTS: dict[Kind, tuple[Text, ...]] = {
    Kind.REPORT: tuple(
        Text(name, "story", name, "language") for name in ("account", "office", "tried", "idea")
    ),
    Kind.OBSTACLE: tuple(
        Text(name, "text", f"{name}_{code}", code)
        for name in ("title", "summary")
        for code in CODES
    ),
    Kind.CONSULTATION: (
        Text("subject", "question", "subject", "language"),
        Text("question", "question", "question", "language"),
        Text("answer", "answer", "answer", "answer_language"),
        *(
            Text(f"obstacle_{name}", "text", f"obstacle__{name}_{code}", code)
            for name in ("title", "summary")
            for code in CODES
        ),
    ),
}
SUBJECTS: dict[Kind, Any] = {
    Kind.REPORT: Report,
    Kind.OBSTACLE: Obstacle,
    Kind.CONSULTATION: Consultation,
}


@dataclass(frozen=True)
class Found:
    """A piece of one text, and the words in it that were looked for."""

    field: str
    language: str
    snippet: str
    words: tuple[str, ...]


def asked_with_words(actor: Actor, typed: str) -> CaseQuerySet:
    """Questions to one's own bodies, by their own words: a body does not read the obstacle.

    No index is kept for them; the few of one body are read as they are.
    """
    query = parse(typed)
    seats = Seat.objects.filter(policy.speaks_for(actor), role=Role.PARTNER)
    mine = Case.objects.of(Kind.CONSULTATION).filter(pk__in=seats.values("case"))
    if query is None:
        return mine.none()
    columns = ("consultation__subject", "consultation__question", "consultation__answer")
    words: Any = SearchVector(*columns, config="simple")
    for dictionary in DICTIONARIES.values():
        words = words + SearchVector(*columns, config=dictionary)
    return mine.annotate(words=words).filter(words=query)


def why(kind: Kind, typed: str, readers: dict[UUID, frozenset[str]]) -> dict[UUID, list[Found]]:
    """For each subject of one kind, the texts its reader may read that hold a typed word.

    ``readers`` names for each subject the parts of its case that this reader may read.
    """
    query = parse(typed, every=False)
    if query is None or not readers:
        return {}
    parts = frozenset().union(*readers.values())
    texts = [text for text in TEXTS[kind] if text.part in parts]
    rows = _headlines(kind, texts, query).filter(pk__in=readers)
    return {
        row[0]: list(_found(zip(texts, row[1::2], row[2::2], strict=True), readers[row[0]]))
        for row in rows
    }


def _headlines(kind: Kind, texts: Iterable[Text], query: SearchQuery) -> QuerySet[Any]:
    columns: list[Any] = []
    for text in texts:
        columns += [_headline(text, query), _language(text)]
    return SUBJECTS[kind].objects.values_list("pk", *columns)


def _headline(text: Text, query: SearchQuery) -> SearchHeadline:
    return SearchHeadline(
        text.column,
        query,
        config=_dictionary(text),
        start_sel=BEGINS,
        stop_sel=ENDS,
        max_words=24,
        min_words=8,
    )


def _language(text: Text) -> Any:
    return Value(text.language) if text.language in CODES else F(text.language)


def _dictionary(text: Text) -> Any:
    if text.language in CODES:
        return DICTIONARIES[text.language]
    known = (
        When(**{text.language: code}, then=Value(dictionary))
        for code, dictionary in DICTIONARIES.items()
    )
    return Choice(*known, default=Value("simple"))


def _found(texts: Iterable[Any], parts: Collection[str]) -> Iterable[Found]:
    for text, headline, language in texts:
        if text.part in parts and BEGINS in (headline or ""):
            pieces = headline.split(BEGINS)[1:]
            words = dict.fromkeys(piece.split(ENDS)[0] for piece in pieces)
            snippet = headline.replace(BEGINS, "").replace(ENDS, "")
            yield Found(text.name, language, snippet, tuple(words))
