"""Where a list goes on that is ordered by key, newest first: the key, signed, and for that list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from .paging import MOST, USUAL, number, wrong_parameter

_signer = Signer(salt="api.mark")
PARAMETERS = {
    "cursor": "Where the last answer said to go on.",
    "page_size": "Rows in one answer, at most 100; 25 unless said.",
}


def stretch(
    rows: Any, given: Mapping[str, str], place: str, show: Callable[[Iterable[Any]], list[Any]]
) -> dict[str, Any]:
    """Some rows, the newest key first, and where they go on; without a count."""
    size = number(given, "page_size", USUAL, MOST)
    after = _read(given, place)
    found = rows.filter(pk__lt=after) if after else rows
    part = list(found.order_by("-pk")[: size + 1])
    more = len(part) > size
    part = part[:size]
    return {
        "results": show(part),
        "next_cursor": _write(place, str(part[-1].pk)) if more else None,
    }


def _read(given: Mapping[str, str], place: str) -> str:
    if "cursor" not in given:
        return ""
    try:
        told = _signer.unsign(f"{place}:{given['cursor']}")
    except BadSignature:
        raise wrong_parameter("cursor", _("This cursor does not belong to this list.")) from None
    return told.removeprefix(f"{place}:")


def _write(place: str, key: str) -> str:
    return _signer.sign(f"{place}:{key}").removeprefix(f"{place}:")
