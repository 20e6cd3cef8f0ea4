"""Step forms as JSON: what each field takes, said as a schema and checked as a type.

The forms stay the only place that knows what a step asks; this module reads them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from obstacles.validators import clean_text
from workflow.forms.fields import CodeChoice, CodeChoices, LinesField, ReferenceField
from workflow.forms.files import FilesField

LISTS = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField, LinesField)
MOST_IN_A_LIST = 200
ANY_LIST_ITEM = 5_000


def fields_of(form: Any) -> dict[str, forms.Field]:
    """The fields a client sends as JSON; files travel beside it, in parts of their own."""
    declared = getattr(form, "fields", None) or form.base_fields
    return {name: one for name, one in declared.items() if not isinstance(one, FilesField)}


def files_field(form: Any) -> FilesField | None:
    """The field of a form that takes files, if it has one."""
    declared = (getattr(form, "fields", None) or form.base_fields) if form is not None else {}
    return next((one for one in declared.values() if isinstance(one, FilesField)), None)


def schema(form: Any) -> dict[str, Any]:
    """The JSON schema of a step's form; ``form`` is a form or its class, or None."""
    shown = fields_of(form) if form is not None else {}
    required = [name for name, one in shown.items() if one.required and not _switch(one)]
    return {
        "type": "object",
        "properties": {name: field_schema(one) for name, one in shown.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def texts(*names: str) -> dict[str, Any]:
    """The schema of a body of required texts."""
    return {
        "type": "object",
        "properties": {name: {"type": "string", "minLength": 1} for name in names},
        "required": list(names),
        "additionalProperties": False,
    }


def field_schema(one: forms.Field) -> dict[str, Any]:
    told: dict[str, Any] = {"title": str(one.label or "")}
    if one.help_text:
        told["description"] = str(one.help_text)
    return {**told, **_kind(one)}


def _kind(one: forms.Field) -> dict[str, Any]:
    if _switch(one):
        return {"type": "boolean", "default": bool(one.initial)}
    if isinstance(one, LISTS):
        return {
            "type": "array",
            "items": _item(one),
            "maxItems": MOST_IN_A_LIST,
            **({"minItems": 1} if one.required else {}),
        }
    if isinstance(one, forms.DateField):
        return {"type": "string", "format": "date"}
    return _text(one)


def _item(one: forms.Field) -> dict[str, Any]:
    if isinstance(one, forms.MultipleChoiceField):
        return {"type": "string", "enum": _values(one)}
    if isinstance(one, CodeChoices):
        return {"type": "string", "description": _code_of(one)}
    return {"type": "string", "maxLength": ANY_LIST_ITEM}


def _text(one: forms.Field) -> dict[str, Any]:
    if isinstance(one, CodeChoice):
        return {"type": "string", "description": _code_of(one)}
    if isinstance(one, forms.ChoiceField):
        return {"type": "string", "enum": _values(one)}
    told: dict[str, Any] = {"type": "string"}
    if isinstance(one, forms.EmailField):
        told["format"] = "email"
    if isinstance(one, ReferenceField):
        told["examples"] = [f"{one.prefix}-7K4M2Q"]
    longest = getattr(one, "max_length", None)
    shortest = getattr(one, "min_length", None) or (1 if one.required else 0)
    return told | {
        key: value for key, value in (("maxLength", longest), ("minLength", shortest)) if value
    }


def _values(one: Any) -> list[str]:
    given = [str(value) for value, _label in one.choices]
    return given if one.required or "" in given or isinstance(one, LISTS) else ["", *given]


def _code_of(one: Any) -> str:
    return f"{one.rows().model._meta.verbose_name}: {one.to_field_name}"


def _switch(one: forms.Field) -> bool:
    return isinstance(one, forms.BooleanField)


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
        if _switch(one):
            yield name, bool(one.initial)


def _typed(one: forms.Field, value: Any) -> Any:
    if _switch(one):
        return _expect(value, bool, _("Send true or false."))
    if isinstance(one, LISTS):
        several = _expect(value, list, _("Send a list of texts."))
        if len(several) > MOST_IN_A_LIST:
            raise ValidationError(_("This list is too long."))
        return [_line(item, ANY_LIST_ITEM) for item in several]
    if isinstance(one, forms.DateField):
        return _day(value)
    longest = getattr(one, "max_length", None)
    if isinstance(one.widget, forms.Textarea):
        return clean_text(_short(_expect(value, str, _("Send a text.")), longest))
    return _line(value, longest)


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


def _day(value: Any) -> str:
    """A day as YYYY-MM-DD; times are no days, so a clock change never matters."""
    text = str(_expect(value, str, _("Send a day, such as 2027-03-01.")))
    try:
        wanted = len(text) in (0, 10) and (text == "" or date.fromisoformat(text) is not None)
    except ValueError:
        wanted = False
    if not wanted:
        raise ValidationError(_("Send a day, such as 2027-03-01."))
    return text
