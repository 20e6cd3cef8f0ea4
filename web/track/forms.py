"""What opens a report again: its reference and its access code."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Door(forms.Form):
    """Reference and access code. Whether they belong together is asked elsewhere."""

    reference = forms.CharField(
        label=_("Report number"),
        max_length=40,
        error_messages={"required": _("Write your report number. It begins with RP-.")},
        widget=forms.TextInput(
            attrs={
                "class": "ref",
                "placeholder": "RP-",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    code = forms.CharField(
        label=_("Access code"),
        max_length=80,
        error_messages={"required": _("Write your access code. It has 24 characters.")},
        widget=forms.TextInput(
            attrs={
                "class": "ref",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
