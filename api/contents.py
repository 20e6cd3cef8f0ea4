"""The bytes of a file: always saved, never opened; whole or a part of it."""

import base64
import re
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from obstacles.models import Document

from .problems import Problem

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_AT_ONCE = 64 * 1024


def handed_out(document: Document, request: Any) -> HttpResponseBase:
    """A file, or the part that the header Range asks for."""
    part = _part(request, document)
    answer = _whole(document) if part is None else _stretch(document, *part)
    digest = base64.b64encode(bytes.fromhex(document.digest)).decode()
    # RFC 9530: the digest of the whole file, also beside a part of it.
    answer.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    answer.headers["ETag"] = tag(document)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def tag(document: Document) -> str:
    return f'"{document.digest[:32]}"'


def _whole(document: Document) -> FileResponse:
    return FileResponse(
        document.content.open("rb"),
        as_attachment=True,
        filename=document.name,
        content_type=document.media_type,
    )


def _stretch(document: Document, first: int, last: int) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(
        _read(document, first, last), status=206, content_type=document.media_type
    )
    answer.headers["Content-Disposition"] = content_disposition_header(True, document.name)
    answer.headers["Content-Range"] = f"bytes {first}-{last}/{document.size}"
    answer.headers["Content-Length"] = str(last - first + 1)
    return answer


def _read(document: Document, first: int, last: int) -> Iterator[bytes]:
    with document.content.open("rb") as content:
        content.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := content.read(min(_AT_ONCE, left))):
            left -= len(chunk)
            yield chunk


def _part(request: Any, document: Document) -> tuple[int, int] | None:
    """First and last byte that are asked for; None for the whole file.

    Several parts at once, other units and an If-Range that does not fit get the whole file.
    """
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or found.groups() == ("", ""):
        return None
    if request.headers.get("If-Range", tag(document)) != tag(document):
        return None
    first, last = _ends(found[1], found[2], document.size)
    if first > last:
        headers = {"Content-Range": f"bytes */{document.size}"}
        raise Problem("unsatisfiable_range", headers=headers)
    return first, last


def _ends(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
