"""Pages for people, cursors for machines."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from .problems import Problem

USUAL, MOST = 25, 100
PAGING = frozenset({"page", "page_size"})
MOST_PAGES = 1_000_000
_signer = Signer(salt="api.cursor")


def wrong_parameter(name: str, words: str) -> Problem:
    return Problem("unknown_parameter", words, errors=[{"parameter": name, "detail": words}])


def number(given: Mapping[str, str], name: str, usual: int, most: int) -> int:
    """A whole number from an address, from 1 to a maximum."""
    text = given.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and 1 <= int(text) <= most):
        raise wrong_parameter(
            name, _("%(name)s is a number from 1 to %(most)d.") % {"name": name, "most": most}
        )
    return int(text)


def page(rows: Any, given: Mapping[str, str], show: Callable[[Any], Any]) -> dict[str, Any]:
    """One page of a list, shown row by row, with the exact count."""
    return page_of(rows, given, lambda part: map(show, part), count=rows.count)


def page_of(
    rows: Any,
    given: Mapping[str, str],
    show: Callable[[Any], Iterable[Any]],
    *,
    count: Callable[[], int],
) -> dict[str, Any]:
    """One page of a list, shown as a whole; a page past the end is empty."""
    size = number(given, "page_size", USUAL, MOST)
    at = number(given, "page", 1, MOST_PAGES)
    found = count()
    first = (at - 1) * size
    return {
        "count": found,
        "page": at,
        "page_size": size,
        "pages": -(-found // size),
        "results": list(show(rows[first : first + size])) if first < found else [],
    }


def read_cursor(given: Mapping[str, str], place: str) -> int:
    """The number after which to go on; a cursor fits the one list that gave it."""
    text = given.get("cursor")
    if text is None:
        return 0
    try:
        number_text = _signer.unsign(f"{place}:{text}").removeprefix(f"{place}:")
    except BadSignature:
        raise wrong_parameter("cursor", _("This cursor does not belong to this list.")) from None
    return int(number_text)


def write_cursor(place: str, after: int) -> str:
    return _signer.sign(f"{place}:{after}").removeprefix(f"{place}:")
