"""Images are drawn anew, so that no place, camera or hidden text stays in them."""

from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from .refusal import RefusedUpload

MOST_PIXELS = 50_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def redrawn(content: bytes, media_type: str) -> bytes:
    """Draw the picture once more, upright and without metadata, or raise RefusedUpload."""
    kind = _FORMATS[media_type]
    try:
        with Image.open(BytesIO(content), formats=[kind]) as image:
            _refuse_if_huge(image)
            upright = ImageOps.exif_transpose(image)
            return _drawn(upright, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise RefusedUpload(
            _("This picture is damaged. Open it on your device, save it again and try once more."),
            code="damaged",
        ) from None


def _refuse_if_huge(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()


def _too_large() -> RefusedUpload:
    return RefusedUpload(
        _("This picture has too many pixels. Save it in a smaller size and try again."),
        code="too_many_pixels",
    )


def _drawn(image: Image.Image, kind: str) -> bytes:
    plain = image.convert(_mode(image, kind))
    plain.info = {}
    out = BytesIO()
    if kind == "JPEG":
        plain.save(out, kind, quality=88)
    else:
        plain.save(out, kind)
    return out.getvalue()


def _mode(image: Image.Image, kind: str) -> str:
    if kind == "PNG" and (image.has_transparency_data or "transparency" in image.info):
        return "RGBA"
    return "L" if image.mode in ("1", "L") else "RGB"
