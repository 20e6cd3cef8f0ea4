"""The name under which a file is shown; where its bytes lie is never taken from it."""

import re
import unicodedata

LONGEST = 120
# Controls, direction marks, zero-width characters and halves of characters.
_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def shown_name(given: str) -> str:
    """Keep the last part of a given name, composed, visible and at most 120 characters long."""
    last = re.split(r"[/\\]", given)[-1]
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", last))
    name = re.sub(r"\s+", " ", visible).strip().rstrip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    stem = stem.strip(" .") or "file"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    ending = f".{extension.lower()}" if extension else ""
    return f"{stem[: max(1, LONGEST - len(ending))]}{ending}"[:LONGEST]


def extension_of(name: str) -> str:
    """The part after the last dot, in small letters; empty if there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
