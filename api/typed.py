"""Answers in JSON, checked as types before a form reads them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from obstacles.validators import clean_text

from .shapes import ANY_LIST_ITEM, LISTS, MOST_IN_A_LIST, fields_of, is_switch


def read(form: Any, body: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Split a body into answers of the right type, and words about those of a wrong one."""
    answers: dict[str, Any] = dict(_usual(form))
    wrong: dict[str, list[str]] = {}
    for name, one in fields_of(form).items():
        if name not in body:
            continue
        try:
            answers[name] = _typed(one, body[name])
        except ValidationError as error:
            wrong[name] = list(error.messages)
            answers.pop(name, None)
    return answers, wrong


def _usual(form: Any) -> Iterator[tuple[str, bool]]:
    for name, one in fields_of(form).items():
        if is_switch(one):
            yield name, bool(one.initial)


def _typed(one: forms.Field, value: Any) -> Any:
    for kind, check in CHECKS:
        if isinstance(one, kind):
            return check(one, value)
    longest = getattr(one, "max_length", None)
    if isinstance(one.widget, forms.Textarea):
        return clean_text(_short(_expect(value, str, _("Send a text.")), longest))
    return _line(value, longest)


def _truth(one: forms.Field, value: Any) -> Any:
    return _expect(value, bool, _("Send true or false."))


def _several(one: forms.Field, value: Any) -> list[str]:
    several = _expect(value, list, _("Send a list of texts."))
    if len(several) > MOST_IN_A_LIST:
        raise ValidationError(_("This list is too long."))
    return [_line(item, ANY_LIST_ITEM) for item in several]


def _whole_number(one: forms.Field, value: Any) -> Any:
    if value is None and not one.required:
        return ""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValidationError(_("Send a whole number."))
    return value


def _expect(value: Any, kind: type, words: str) -> Any:
    if not isinstance(value, kind):
        raise ValidationError(words)
    return value


def _short(text: str, longest: int | None) -> str:
    if longest is not None and len(text) > longest:
        raise ValidationError(_("At most %(most)d characters.") % {"most": longest})
    return text


def _line(value: Any, longest: int | None) -> str:
    """A text on one line: line breaks would open a second header of a letter."""
    text = clean_text(_short(_expect(value, str, _("Send a text.")), longest))
    if "\n" in text:
        raise ValidationError(_("Write this on one line."))
    return text


def _day(one: forms.Field, value: Any) -> str:
    """A day as YYYY-MM-DD; times are no days, so a clock change never matters."""
    text = str(_expect(value, str, _("Send a day, such as 2027-03-01.")))
    try:
        wanted = len(text) in (0, 10) and (text == "" or date.fromisoformat(text) is not None)
    except ValueError:
        wanted = False
    if not wanted:
        raise ValidationError(_("Send a day, such as 2027-03-01."))
    return text


CHECKS: tuple[tuple[Any, Callable[[forms.Field, Any], Any]], ...] = (
    (forms.BooleanField, _truth),
    (LISTS, _several),
    (forms.DateField, _day),
    (forms.IntegerField, _whole_number),
)
