"""Reads JSON strictly: what a database, a log line or the next reader could not hold is refused."""

import json
import math
import re
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from obstacles.validators import MOST_LEVELS

from .problems import Problem, pointer

MOST_BYTES = 1024 * 1024
MOST_DIGITS = 15  # more would not survive a client that reads numbers as IEEE doubles
# Strings, closed or not, are passed over in one go, so that hostile quotes cost no more time.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)
_BROKEN = re.compile("[\x00\ud800-\udfff]")


class StrictJSONParser(BaseParser):
    """One JSON value in UTF-8, or a problem that says what is wrong with it."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        raw = stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise Problem("too_large")
        return read(raw)


def read(raw: bytes) -> Any:
    """Read bytes as JSON, or raise a Problem."""
    try:
        text = raw.decode("utf-8")
        _not_too_deep(text)
        value = json.loads(
            text,
            object_pairs_hook=_each_name_once,
            parse_constant=_no_such_number,
            parse_float=_finite,
            parse_int=_short,
        )
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Problem("unreadable") from None
    _whole(value)
    return value


def _not_too_deep(text: str) -> None:
    """Count brackets outside of strings before anything recurses."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > MOST_LEVELS:
            raise Problem("unreadable", _("This JSON is nested too deeply."))


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Problem("unreadable", _("A name stands twice in one JSON object."))
        found[name] = value
    return found


def _no_such_number(_word: str) -> NoReturn:
    raise Problem("unreadable", _("NaN and Infinity are no JSON numbers."))


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Problem("unreadable", _("This number is too large."))
    return number


def _short(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Problem("unreadable", _("This number is too large."))
    return int(digits)


def _whole(value: Any, *path: str | int) -> None:
    """Refuse NUL and half characters in every name and every text."""
    match value:
        case str() if _BROKEN.search(value):
            words = _("This text holds a character that cannot be kept.")
            where = pointer(*path).encode("utf-8", "replace").decode().replace("\x00", "?")
            raise Problem("unreadable", words, errors=[{"pointer": where, "detail": words}])
        case dict():
            for name, inner in value.items():
                _whole(name, *path)
                _whole(inner, *path, name)
        case list():
            for place, inner in enumerate(value):
                _whole(inner, *path, place)
