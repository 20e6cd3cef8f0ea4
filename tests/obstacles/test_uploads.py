"""What we take, what we refuse, and what is left of a picture's secrets."""

import hashlib
import random
import struct
import zlib
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from obstacles.models import Document
from obstacles.uploads import MOST_BYTES, RefusedUpload, images, store
from obstacles.uploads.names import extension_of, shown_name

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def keep(name: str, content: bytes) -> Document:
    return store(named(name, content), added_on=TODAY)


def bytes_of(document: Document) -> bytes:
    with document.content.open() as kept:
        return kept.read()


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


def test_a_photo_loses_its_place_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Anna"
    document = keep("photo.jpg", picture("JPEG", exif=exif))

    with Image.open(BytesIO(bytes_of(document))) as kept:
        assert kept.size == (2, 4)
        assert dict(kept.getexif()) == {}
    assert b"Anna" not in bytes_of(document)


def test_a_picture_loses_its_hidden_text():
    hidden = PngInfo()
    hidden.add_text("Author", "Anna")
    document = keep("plan.png", picture("PNG", pnginfo=hidden))

    assert b"Anna" not in bytes_of(document)


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


def test_an_archive_that_bursts_is_refused():
    assert refusal("a.docx", docx(**{"word/big.xml": b" " * 30_000_000})) == "bomb"


def test_an_archive_of_many_parts_is_refused():
    parts = {f"word/{number}.xml": b"" for number in range(3001)}

    assert refusal("a.docx", docx(**parts)) == "bomb"


def test_parts_that_share_their_bytes_are_refused():
    content = docx(**{"word/a.xml": b"<a/>", "word/b.xml": b"<b/>"})
    directory = content.index(b"PK\x01\x02")
    entries = [
        place
        for place in range(directory, len(content))
        if content[place:].startswith(b"PK\x01\x02")
    ]
    first, second = entries[-2] + 42, entries[-1] + 42
    sharing = content[:second] + content[first : first + 4] + content[second + 4 :]

    assert refusal("a.docx", sharing) == "damaged"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\x", "C:/x.xml"])
def test_a_part_that_leaves_the_archive_is_refused(name):
    assert refusal("a.docx", docx(**{name: b"x"})) == "damaged"


@pytest.mark.parametrize(
    "name",
    [
        "word/vbaProject.bin",
        "word/embeddings/oleObject1.bin",
        "x/run.EXE",
        "word/activeX/a.bin",
        "more.zip",
        "a.lnk",
    ],
)
def test_a_document_with_a_program_inside_is_refused(name):
    assert refusal("a.docx", docx(**{name: b"MZ"})) == "active"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_billion_laughs_are_not_heard(encoding):
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'.encode(encoding)

    assert refusal("a.docx", docx(**{"word/styles.xml": laughs})) == "declaration"


def test_an_archive_with_a_password_is_refused():
    content = bytearray(docx())
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refusal("a.docx", bytes(content)) == "password"


def test_a_huge_picture_is_refused_unopened():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    huge = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + picture()[33:]
    )

    assert refusal("a.png", huge) == "too_many_pixels"


def test_a_picture_just_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MOST_PIXELS", 7)

    assert refusal("a.png", picture()) == "too_many_pixels"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (b"<</S/JavaScript/JS(app.alert(1))>>", "active"),
        (b"<</S /J#61vaScript /JS (x)>>", "active"),
        (b"<</S/Launch/F(cmd.exe)>>", "active"),
        (b"<</Type/EmbeddedFile>>", "active"),
        (b"<</Names<</EmbeddedFiles 3 0 R>>>>", "active"),
        (b"<</S/SubmitForm/F(http://x)>>", "active"),
        (b"<</Encrypt 5 0 R>>", "password"),
    ],
)
def test_a_pdf_that_could_do_something_is_refused(inside, code):
    assert refusal("a.pdf", PDF + inside) == code


def test_a_script_packed_into_an_object_stream_is_found():
    packed = zlib.compress(b"1 0 <</S/JavaScript/JS(x)>>")
    stream = b"9 0 obj<</Type/ObjStm/N 1>>stream\r\n" + packed + b"\r\nendstream endobj"

    assert refusal("a.pdf", PDF + stream) == "active"


def test_an_object_stream_that_cannot_be_unpacked_is_refused():
    stream = b"9 0 obj<</Type/ObjStm/N 1>>stream\nnot packed\nendstream endobj"

    assert refusal("a.pdf", PDF + stream) == "unchecked"


def test_a_pdf_of_a_million_objects_is_refused():
    assert refusal("a.pdf", PDF + b"1 0 obj endobj\n" * 1_000_000) == "unchecked"


def test_random_bytes_in_a_pdf_picture_do_not_look_like_a_script():
    noise = random.Random(1).randbytes(2_000_000)
    stream = b"9 0 obj<</Subtype/Image>>stream\n" + noise + b"\nendstream endobj"

    assert keep("scan.pdf", PDF + stream).size == len(PDF + stream)


def test_a_disk_that_says_no_refuses_the_file_and_leaves_no_row(monkeypatch, tmp_path, settings):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    settings.MEDIA_ROOT = blocked

    assert refusal("a.pdf", PDF) == "storage"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("C:\\Users\\Anna\\x.pdf", "x.pdf"),
        ("x\0.pdf", "x.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.txt", "_lpt1.txt"),
        ("report .. .pdf", "report.pdf"),
        ("trailing. . ", "trailing"),
        ("a.pdf\u202egnp.exe", "a.pdfgnp.exe"),
        ("line\nbreak.pdf", "linebreak.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("....", "file"),
        (".pdf", "file.pdf"),
        ("", "file"),
        ("🌉.PNG", "🌉.png"),
    ],
)
def test_a_hostile_name_becomes_an_honest_one(given, shown):
    assert shown_name(given) == shown


@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_no_name_is_too_long_invisible_or_a_path(given_name):
    name = shown_name(given_name)

    assert 0 < len(name) <= 120
    assert not set(name) & set("/\\\0\n\r\u202e")
    assert shown_name(name) == name


def test_twins_written_differently_get_one_name():
    assert shown_name("é.pdf") == shown_name("e\u0301.pdf")
    assert extension_of("no ending") == ""
