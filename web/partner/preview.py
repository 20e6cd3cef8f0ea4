"""An answer as it will be sent, for the last look."""

from typing import Any

from django.utils.translation import gettext as _

from obstacles.days import write_day
from obstacles.languages import OWN_NAMES
from obstacles.models import Document


def rows(form: Any, waiting: list[Document]) -> list[dict[str, Any]]:
    """Name and value of each answer, with who will read it."""
    told = form.cleaned_data
    position = dict(form.fields["position"].widget.choices)[told["position"]]
    by = write_day(told["acts_by"]) if told["acts_by"] else ""
    audience = "all" if told["may_be_quoted"] else "team"
    found = [
        ("position", position, {}),
        ("text", told["text"], {"lang": told["language"]}),
        ("language", OWN_NAMES[told["language"]], {}),
        ("acts_by", by, {}),
        ("act_reference", told["act_reference"], {}),
        ("files", "\n".join(one.name for one in waiting), {}),
        ("may_be_quoted", _said(told["may_be_quoted"]), {"audience": audience}),
    ]
    return [
        {"name": str(form.fields[name].label), "value": value, **more}
        for name, value, more in found
        if value
    ]


def _said(may: bool) -> str:
    return _("Yes, with our name") if may else _("No, only the team reads it")
