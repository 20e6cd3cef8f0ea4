"""Step forms as JSON: what each field takes, said as a schema (checked in ``typed``).

The forms stay the only place that knows what a step asks; this module reads them.
"""

from typing import Any

from django import forms

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
    required = [name for name, one in shown.items() if one.required and not is_switch(one)]
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
    if is_switch(one):
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
    if isinstance(one, forms.IntegerField):
        return _number(one)
    return _text(one)


def _number(one: forms.IntegerField) -> dict[str, Any]:
    ends = {"minimum": one.min_value, "maximum": one.max_value}
    kind = "integer" if one.required else ["integer", "null"]
    return {"type": kind} | {name: end for name, end in ends.items() if end is not None}


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
    given = [str(value) for value, _label in one.choices if value != ""]
    return given if one.required or isinstance(one, LISTS) else ["", *given]


def _code_of(one: Any) -> str:
    return f"{one.rows().model._meta.verbose_name}: {one.to_field_name}"


def is_switch(one: forms.Field) -> bool:
    return isinstance(one, forms.BooleanField)
