"""Uploads: a file is taken for what its content says, checked, cleaned, and kept under our key."""

import hashlib
import os
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import filetype
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from obstacles.keys import key_of_day
from obstacles.models import Document
from obstacles.validators import clean_text

from . import office, pdf
from .images import redrawn
from .names import extension_of, shown_name
from .refusal import RefusedUpload

__all__ = ["ALLOWED", "MOST_BYTES", "RefusedUpload", "store"]

MOST_BYTES = 20 * 1024 * 1024
_MOST_DESCRIPTION = 200
_OOXML = "application/vnd.openxmlformats-officedocument"
# extension: media type
ALLOWED = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": f"{_OOXML}.wordprocessingml.document",
    "xlsx": f"{_OOXML}.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain",
}
_BEGINNINGS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "txt": b"",
}


def store(upload: File, *, added_on: date, description: str = "") -> Document:
    """Check, clean and keep an upload, or raise RefusedUpload with words for the person."""
    name = shown_name(upload.name or "")
    extension = extension_of(name)
    content = _checked(_read(upload), extension)
    document = Document(
        # Keys and file times give away the day only: the report may be anonymous.
        id=key_of_day(_midnight(added_on)),
        name=name,
        media_type=ALLOWED[extension],
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        description=clean_text(description)[:_MOST_DESCRIPTION],
        added_on=added_on,
    )
    _keep(document, content)
    document.save(force_insert=True)
    return document


def _read(upload: File) -> bytes:
    if upload.size > MOST_BYTES:
        raise RefusedUpload(
            _("This file is larger than 20 MB. Make it smaller or split it, and try again."),
            code="too_large",
        )
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if not content:
        raise RefusedUpload(_("This file is empty. Choose another file."), code="empty")
    return content


def _checked(content: bytes, extension: str) -> bytes:
    """Compare ending and content, and hand back what may be kept."""
    if extension not in ALLOWED:
        raise RefusedUpload(
            _(
                "We take PDF, PNG, JPEG, DOCX, XLSX, ODT and TXT files only. "
                "Save your file as PDF and try again."
            ),
            code="type",
        )
    if not content.startswith(_BEGINNINGS[extension]):
        raise RefusedUpload(
            _("This file is not what its name says, or it has a password. Save it as PDF."),
            code="mismatch",
        )
    return _CHECKS[extension](content, extension)


def _as_it_is(check: Callable[[bytes, str], None]) -> Callable[[bytes, str], bytes]:
    def checked(content: bytes, extension: str) -> bytes:
        check(content, extension)
        return content

    return checked


def _picture(content: bytes, extension: str) -> bytes:
    return redrawn(content, ALLOWED[extension])


def _check_plain_text(content: bytes, _extension: str) -> None:
    try:
        is_text = "\0" not in content.decode("utf-8") and filetype.guess(content) is None
    except UnicodeDecodeError:
        is_text = False
    if not is_text:
        raise RefusedUpload(
            _("This text file cannot be read. Save it as “UTF-8” text and try again."),
            code="not_text",
        )


_CHECKS: dict[str, Callable[[bytes, str], bytes]] = {
    "pdf": _as_it_is(pdf.check),
    "png": _picture,
    "jpg": _picture,
    "jpeg": _picture,
    "docx": _as_it_is(office.check),
    "xlsx": _as_it_is(office.check),
    "odt": _as_it_is(office.check),
    "txt": _as_it_is(_check_plain_text),
}


def _keep(document: Document, content: bytes) -> None:
    key = secrets.token_hex(16)
    storage = document.content.storage
    try:
        document.content.save(f"{key[:2]}/{key}", ContentFile(content), save=False)
        moment = _midnight(document.added_on).timestamp()
        os.utime(storage.path(str(document.content.name)), (moment, moment))
    except NotImplementedError:  # a storage without paths keeps no file times of ours
        return
    except OSError:
        raise RefusedUpload(
            _("We cannot keep files at the moment. Your text is safe: add the file later."),
            code="storage",
        ) from None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
