"""Office documents are archives: everything is checked before anything is unpacked."""

import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from .refusal import RefusedUpload

MOST_PARTS = 3000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 120
_SMALL = 10 * 1024 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
# What must be inside, so that the ending tells the truth.
_HEART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}
_ODT = b"application/vnd.oasis.opendocument.text"
_HARMFUL_PART = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|jar|zip|rar|7z|iso)$"
    r"|(^|/)vbaproject\.bin$|(^|/)(activex|basic|scripts)/|(^|/)oleobject[^/]*$",
    re.IGNORECASE,
)
_DECLARATION = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def check(content: bytes, extension: str) -> None:
    """Raise RefusedUpload if the archive lies, bursts, or holds more than a document."""
    # Counted before the directory is read: reading a million entries is an attack by itself.
    if content.count(b"PK\x01\x02") > 2 * MOST_PARTS:
        raise _bursting()
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, len(content))
            _check_overlap(parts)
            _check_names(parts, extension)
            _check_declarations(archive, parts, extension)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise _damaged() from None


def _check_sizes(parts: Sequence[ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or unpacked > max(_SMALL, packed * MOST_RATIO)
    ):
        raise _bursting()


def _check_overlap(parts: Sequence[ZipInfo]) -> None:
    """Parts that share bytes are a known trick to make a small file burst."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise _damaged()
        end = part.header_offset + _LOCAL_HEADER + part.compress_size


def _check_names(parts: Sequence[ZipInfo], extension: str) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RefusedUpload(
            _("This document is protected with a password. Save it without one and try again."),
            code="password",
        )
    if _HEART[extension] not in names or len(set(names)) != len(names):
        raise _damaged()
    if any(_leaves_the_archive(name) for name in names):
        raise _damaged()
    if any(_HARMFUL_PART.search(name) for name in names):
        raise RefusedUpload(
            _("This document holds a macro, a program or another file. Save it as PDF instead."),
            code="active",
        )


def _leaves_the_archive(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _check_declarations(archive: ZipFile, parts: Sequence[ZipInfo], extension: str) -> None:
    if extension == "odt" and archive.read("mimetype").strip() != _ODT:
        raise _damaged()
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            text = archive.read(part)
            if any(declaration in text for declaration in _DECLARATION):
                raise RefusedUpload(
                    _("We cannot check this document. Save it as PDF and add that one."),
                    code="declaration",
                )


def _bursting() -> RefusedUpload:
    return RefusedUpload(
        _("This document is far larger inside than outside. Save it as PDF and add that one."),
        code="bomb",
    )


def _damaged() -> RefusedUpload:
    return RefusedUpload(
        _("This document is damaged or not what its name says. Save it again and try once more."),
        code="damaged",
    )
