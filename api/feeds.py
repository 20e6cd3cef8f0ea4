"""The register as an Atom feed (RFC 4287) and as CSV, from the same rows as the JSON."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.conf import settings
from django.utils.timezone import localtime, make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation

from obstacles.languages import columns
from obstacles.models import Obstacle
from obstacles.spreadsheets import csv_lines

from .serializers.public import public_obstacle

ATOM, CSV = "application/atom+xml", "text/csv"
NAMESPACE = "http://www.w3.org/2005/Atom"
FORMATS = {"atom": ATOM, "csv": CSV, "json": "application/json"}
# An empty feed has to say some time.
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = ("reference", "status", "title", "language", "borders", "theme", "published_on", "address")


class Formats(DefaultContentNegotiation):
    """JSON by usual rules; beside it the two others that the register speaks."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        if wanted_format(request):
            return renderers[0], renderers[0].media_type
        return super().select_renderer(request, renderers, format_suffix)


def wanted_format(request: Any) -> str:
    """atom or csv, as the address or the header Accept asks; nothing for JSON."""
    named = request.query_params.get("format", "")
    if named:
        return named if named in ("atom", "csv") else ""
    accept = request.headers.get("Accept", "")
    return next((name for name in ("atom", "csv") if FORMATS[name] in accept), "")


def address(path: str, language: str = "") -> str:
    house = settings.PUBLIC_ADDRESS.rstrip("/")
    return f"{house}/{language or get_language() or 'en'}/{path}"


def atom(rows: Iterable[Obstacle], given: Any, *, more: int) -> bytes:
    """A feed of one page; ``more`` is the number of the next one, or 0."""
    obstacles = list(rows)
    feed = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": get_language() or "en"})
    _text(feed, "id", address("register"))
    _text(feed, "title", _("Register of border obstacles"))
    newest = max(map(updated, obstacles), default=NOTHING_YET)
    _text(feed, "updated", newest.isoformat())
    _text(ElementTree.SubElement(feed, "author"), "name", "Passerelle")
    _link(feed, "self", _here(given))
    _link(feed, "alternate", address("register"))
    if more:
        _link(feed, "next", _here(given, page=str(more)))
    for one in obstacles:
        _entry(feed, one)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, "utf-8")


def _here(given: Any, **more: str) -> str:
    told = [(name, one) for name in given if name not in more for one in given.getlist(name)]
    asked = urlencode([*told, *more.items()])
    house = settings.PUBLIC_ADDRESS.rstrip("/")
    return f"{house}/api/v1/public/obstacles{'?' if asked else ''}{asked}"


def _entry(feed: Any, one: Obstacle) -> None:
    shown: Any = one.published
    entry = ElementTree.SubElement(feed, "entry", {"xml:lang": shown.title_language})
    _text(entry, "id", f"urn:uuid:{one.pk}")
    _text(entry, "title", shown.title)
    _text(entry, "updated", updated(one).isoformat())
    _text(entry, "published", localtime(shown.approved_at).isoformat())
    _text(entry, "summary", shown.summary)
    _link(entry, "alternate", address(f"register/{one.reference}"), hreflang=get_language() or "en")
    for code, title in columns(shown, "title").items():
        if title and code != get_language():
            _link(entry, "alternate", address(f"register/{one.reference}", code), hreflang=code)
    ElementTree.SubElement(entry, "category", term=one.theme.slug, label=str(one.theme))
    for border in one.borders.all():
        ElementTree.SubElement(entry, "category", term=border.slug, label=str(border))


def updated(one: Obstacle) -> datetime:
    """When the text was approved, or the day of a later decision on the obstacle."""
    shown: Any = one.published
    days = [outcome.decided_on for outcome in one.outcomes.all()]
    decided = [make_aware(datetime.combine(day, time())) for day in days]
    return localtime(max([shown.approved_at, *decided]))


def _text(parent: Any, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = words


def _link(parent: Any, rel: str, href: str, **more: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": href, **more})


def csv(rows: Any) -> Iterator[bytes]:
    """One line for each obstacle, read some at a time."""
    for line in csv_lines(_lines(rows)):
        yield line.encode()


def _lines(rows: Any) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for one in rows.iterator(chunk_size=200):
        told = public_obstacle(one)
        yield (
            told["reference"],
            told["status"],
            told["title"],
            told["language"],
            "; ".join(border["code"] for border in told["borders"]),
            told["theme"]["code"],
            told["published_on"].isoformat(),
            address(f"register/{told['reference']}"),
        )
