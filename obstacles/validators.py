"""What no text may hold: characters that break a database, a log line or the reading direction."""

import re
import unicodedata
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_LEVELS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Embeddings, overrides and isolates: they can show "exe.fdp" where "pdf.exe" is written.
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def no_control_characters(value: str) -> None:
    """Refuse invisible control characters; line breaks and tabs are fine."""
    if _CONTROL.search(value):
        raise ValidationError(
            _("This text holds a character that cannot be shown. Type the text again."),
            code="control_character",
        )


def no_lone_surrogates(value: str) -> None:
    """Refuse halves of a character, which no file and no database can hold."""
    if _SURROGATE.search(value):
        raise ValidationError(
            _("This text holds a broken character. Type the text again."), code="surrogate"
        )


def no_direction_controls(value: str) -> None:
    """Refuse characters that turn the reading direction round."""
    if _DIRECTION.search(value):
        raise ValidationError(
            _("This text holds a character that changes the reading direction. Type it again."),
            code="direction",
        )


def without_direction_controls(value: str) -> str:
    return _DIRECTION.sub("", value)


def clean_text(value: str) -> str:
    """Bring a typed text into one form, or raise ValidationError.

    Composed characters, plain line breaks, no blanks around it, no invisible direction controls.
    """
    no_lone_surrogates(value)
    text = unicodedata.normalize("NFC", value)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    no_control_characters(text)
    return without_direction_controls(text).strip()


def clean_nested(value: object, *, levels: int = MOST_LEVELS) -> object:
    """Clean every text in a JSON value, keys included, or raise ValidationError."""
    if levels == 0:
        raise ValidationError(_("These answers are nested too deeply."), code="depth")
    match value:
        case str():
            return clean_text(value)
        case Mapping():
            return {
                clean_text(str(key)): clean_nested(inner, levels=levels - 1)
                for key, inner in value.items()
            }
        case list() | tuple():
            return [clean_nested(inner, levels=levels - 1) for inner in value]
    return value
