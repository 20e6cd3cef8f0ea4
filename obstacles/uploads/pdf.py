"""PDF files may be read, not run: no scripts, no launching, no attachments, no locks."""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from .refusal import RefusedUpload

MOST_OBJECTS = 250_000
_MOST_UNPACKED = 32 * 1024 * 1024
_ACTIVE = {
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
}
_NAME = re.compile(rb"/([A-Za-z0-9#]{5,60})")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"\d obj\b")


def check(content: bytes, _extension: str) -> None:
    """Raise RefusedUpload if the file is locked or could do something when opened."""
    if sum(1 for _match in _OBJECT.finditer(content)) > MOST_OBJECTS:
        raise _cannot_be_checked()
    for part in (content, *_packed_objects(content)):
        _check_names(part)


def _check_names(part: bytes) -> None:
    names = set(_NAME.findall(part))
    plain = {_HEX.sub(lambda code: bytes([int(code[1], 16)]), name) for name in names}
    if b"Encrypt" in plain:
        raise RefusedUpload(
            _("This PDF is protected with a password. Save it without one and try again."),
            code="password",
        )
    if plain & _ACTIVE:
        raise RefusedUpload(
            _(
                "This PDF holds a script, a form that sends data or an attached file. "
                "Print it to a new PDF and add that one."
            ),
            code="active",
        )


def _packed_objects(content: bytes) -> Iterator[bytes]:
    """Unpack the streams that hold objects, since names can be hidden there."""
    left = _MOST_UNPACKED
    for start in _STREAM.finditer(content):
        head = content[max(0, start.start() - 400) : start.start()].rpartition(b"obj")[2]
        if b"ObjStm" in _HEX.sub(lambda code: bytes([int(code[1], 16)]), head):
            unpacked = _unpacked(content[start.end() :], left)
            left -= len(unpacked)
            yield unpacked


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        unpacked = zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        raise _cannot_be_checked() from None
    if len(unpacked) > most:
        raise _cannot_be_checked()
    return unpacked


def _cannot_be_checked() -> RefusedUpload:
    return RefusedUpload(
        _("We cannot check this PDF. Print it to a new PDF and add that one."), code="unchecked"
    )
