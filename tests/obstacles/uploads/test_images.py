"""Pictures are drawn anew, upright and without secrets."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from obstacles.uploads import images
from tests.obstacles.uploads.hostile import (
    bytes_of,
    keep,
    picture,
    refusal,
)

pytestmark = pytest.mark.django_db


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
