"""The four languages, their order, and what is shown where a text is missing in one."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODES = ("nl", "fr", "de", "en")
OWN_NAMES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
_FALLBACK = ("en", "nl", "fr", "de")


class Language(models.TextChoices):
    NL = "nl", _("Dutch")
    FR = "fr", _("French")
    DE = "de", _("German")
    EN = "en", _("English")


class Origin(models.TextChoices):
    """Where a text in one language comes from."""

    HUMAN = "human", _("written by a person")
    MACHINE = "machine", _("translated by a machine")
    NONE = "none", _("not available")


def current() -> str:
    """Name the language being spoken now, always one of the four."""
    code = (get_language() or "en")[:2]
    return code if code in CODES else "en"


def first_available(texts: Mapping[str, str], wanted: str | None = None) -> tuple[str, str]:
    """Pick (language, text) in the wanted language or the nearest one; ("", "") if none."""
    for code in (wanted or current(), *_FALLBACK):
        if texts.get(code):
            return code, texts[code]
    return "", ""


def columns(row: object, field: str) -> dict[str, str]:
    """Gather the four columns of a text, such as title_nl, title_fr, title_de and title_en."""
    return {code: getattr(row, f"{field}_{code}") for code in CODES}


def spoken(row: object, field: str) -> str:
    """Read a text of a row in the language being spoken now, or the nearest one."""
    return first_available(columns(row, field))[1]
