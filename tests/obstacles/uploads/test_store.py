"""What we take, what we refuse, and where it lies."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage

from obstacles.uploads import MOST_BYTES, RefusedUpload, store
from tests.obstacles.uploads.hostile import (
    PDF,
    TODAY,
    archive,
    bytes_of,
    docx,
    keep,
    named,
    picture,
    refusal,
)

pytestmark = pytest.mark.django_db


def test_a_pdf_is_kept_as_it_is():
    document = keep("letter.PDF", PDF)

    assert (document.name, document.media_type) == ("letter.pdf", "application/pdf")
    assert document.size == len(PDF)
    assert document.digest == hashlib.sha256(PDF).hexdigest()
    assert bytes_of(document) == PDF


def test_a_document_gives_away_the_day_and_nothing_finer():
    document = keep("letter.pdf", PDF)

    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    assert document.id.int >> 80 == int(midnight.timestamp() * 1000)
    assert default_storage.get_modified_time(document.content.name) == midnight


def test_bytes_never_lie_under_the_given_name():
    document = keep("letter.pdf", PDF)

    folder, name = document.content.name.split("/")
    assert (len(folder), len(name)) == (2, 32)
    assert "letter" not in document.content.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.docx", docx()),
        ("sheet.xlsx", archive({"xl/workbook.xml": b"<w/>"})),
        (
            "text.odt",
            archive(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.text",
                    "content.xml": b"<c/>",
                }
            ),
        ),
        ("notes.txt", "Grüße, façade, ’s-Hertogenbosch".encode()),
    ],
)
def test_office_documents_and_plain_text_are_kept(name, content):
    document = keep(name, content)

    assert bytes_of(document) == content


@pytest.mark.parametrize(
    "name",
    [
        "a.svg",
        "a.html",
        "a.xml",
        "a.mht",
        "a.js",
        "a.hta",
        "a.lnk",
        "a.exe",
        "a.zip",
        "a.docm",
        "a",
        "",
    ],
)
def test_other_types_are_refused(name):
    assert refusal(name, b"<svg xmlns='http://www.w3.org/2000/svg'/>") == "type"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"<html>", "mismatch"),
        ("a.png", PDF, "mismatch"),
        ("a.docx", PDF, "mismatch"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mismatch"),
        ("a.jpg", picture("PNG"), "mismatch"),
        ("a.xlsx", docx(), "damaged"),
        ("a.odt", docx(), "damaged"),
        ("a.txt", PDF, "not_text"),
        ("a.txt", b"caf\xe9", "not_text"),
        ("a.txt", b"a\0b", "not_text"),
        ("a.png", picture()[:40], "damaged"),
        ("a.pdf", b"", "empty"),
    ],
)
def test_ending_and_content_must_agree(name, content, code):
    assert refusal(name, content) == code


def test_a_file_over_twenty_megabytes_is_refused_before_it_is_read(monkeypatch):
    upload = named("a.pdf", PDF)
    upload.size = MOST_BYTES + 1
    upload.file.close()

    with pytest.raises(RefusedUpload) as refused:
        store(upload, added_on=TODAY)

    assert refused.value.code == "too_large"


def test_a_disk_that_says_no_refuses_the_file_and_leaves_no_row(monkeypatch, tmp_path, settings):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    settings.MEDIA_ROOT = blocked

    assert refusal("a.pdf", PDF) == "storage"
