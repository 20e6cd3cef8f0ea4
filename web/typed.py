"""What people type, before any form reads it."""

import re

from django.core.exceptions import BadRequest
from django.http import QueryDict

from obstacles.validators import without_direction_controls

# Word processors leave these behind when a text is pasted; nobody types them.
_LEFT_BEHIND = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def typed(given: QueryDict) -> QueryDict:
    """Bring line breaks into one form and drop what cannot be seen; a NUL byte is an attack."""
    read = given.copy()
    for name, values in given.lists():
        if any("\x00" in text for text in (name, *values)):
            raise BadRequest("NUL byte")
        read.setlist(name, [_visible(value) for value in values])
    return read


def _visible(value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return without_direction_controls(_LEFT_BEHIND.sub("", text))
