"""A PDF may be read; it may not do anything."""

import random
import zlib

import pytest

from tests.obstacles.uploads.hostile import PDF, keep, refusal

pytestmark = pytest.mark.django_db


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
