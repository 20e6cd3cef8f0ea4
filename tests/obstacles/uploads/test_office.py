"""Office documents are checked before anything in them is unpacked."""

import pytest

from tests.obstacles.uploads.hostile import docx, refusal

pytestmark = pytest.mark.django_db


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
