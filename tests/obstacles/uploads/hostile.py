"""Files as honest and hostile people send them, and what became of them."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from obstacles.models import Document
from obstacles.uploads import RefusedUpload, store

TODAY = date(2026, 11, 23)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def keep(name: str, content: bytes) -> Document:
    return store(named(name, content), added_on=TODAY)


def named(name: str, content: bytes) -> SimpleUploadedFile:
    """An upload that carries the name exactly as a hostile client sent it."""
    upload = SimpleUploadedFile("x", content)
    upload._name = name
    return upload


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(RefusedUpload) as refused:
        keep(name, content)
    assert not Document.objects.exists()
    return refused.value.code


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def docx(**parts: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"} | parts)


def picture(kind: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 2), "red").save(out, kind, **options)
    return out.getvalue()


def bytes_of(document: Document) -> bytes:
    with document.content.open() as kept:
        return kept.read()
