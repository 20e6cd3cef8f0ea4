"""Files in a request: multipart, with the JSON of the step in a part of its own.

The part ``body`` holds what would otherwise be the JSON body; each part ``files`` holds one file.
Large files are written to disk while they come in, so that memory does not grow with them.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, MultiPartParser

from obstacles.uploads import MOST_BYTES
from workflow.forms.files import FilesField

from .parsers import read
from .problems import Problem

PART, FILES = "body", "files"
AS_JSON = {PART: {"contentType": "application/json"}}
# Ten files of the largest size, and some room for the lines between the parts.
MOST_IN_ALL = FilesField.most * MOST_BYTES + 2 * 1024 * 1024


class FilesParser(MultiPartParser):
    """Reads multipart, and refuses what is too large before a byte of it is read."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or 0
        if int(length) > MOST_IN_ALL:
            raise _too_large()
        try:
            parsed: DataAndFiles = super().parse(stream, media_type, parser_context)
        except (RequestDataTooBig, TooManyFilesSent):
            raise _too_large() from None
        except (TooManyFieldsSent, ParseError):
            raise Problem("unreadable") from None
        return parsed


def _too_large() -> Problem:
    words = _("Send at most %(most)d files of 20 MB each.") % {"most": FilesField.most}
    return Problem("too_large", words)


def with_files(body: Mapping[str, Any]) -> dict[str, Any]:
    """The same request with files: JSON in one part, and a part for each file."""
    one = {"type": "string", "format": "binary"}
    several = {"type": "array", "items": one, "maxItems": FilesField.most}
    parts = {PART: dict(body), FILES: several}
    return {"type": "object", "properties": parts, "additionalProperties": False}


def is_multipart(request: Any) -> bool:
    return str(request.content_type or "").lower().startswith("multipart/")


def json_of(request: Any) -> Any:
    """The JSON of a request: its body, or its part ``body`` beside files."""
    data = request.data
    if not is_multipart(request):
        return data
    strange = [name for name in data if name not in (PART, FILES)]
    if strange or len(data.getlist(PART)) > 1:
        raise Problem("unreadable", _("Send one part “body” with JSON, and parts “files”."))
    text = data.get(PART, "{}")
    if not isinstance(text, str):
        text.seek(0)
        return read(text.read())
    return read(text.encode("utf-8", "surrogatepass"))


def files_of(request: Any) -> list[UploadedFile]:
    """The files of a request, in the order in which they came."""
    if not is_multipart(request):
        return []
    return [one for one in request.data.getlist(FILES) if isinstance(one, UploadedFile)]


def mark_of(value: Any) -> str:
    """What a file counts as when two requests are compared: its name and its content."""
    if not isinstance(value, UploadedFile):
        raise TypeError(type(value))
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    return f"{value.name}\n{digest.hexdigest()}"
