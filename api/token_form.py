"""What is asked of a token before it is made: by the API, the administration and the command."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms.fields import LinesField

from .models import DAYS, MOST_DAYS
from .networks import read_network
from .scopes import READ, SCOPES

LENGTHS = (7, 30, DAYS, 180, MOST_DAYS)
MOST_NETWORKS = 20


class TokenForm(forms.Form):
    """What a token is for, what it may do, until when, and from where."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=list(SCOPES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing chosen: it may read."),
    )
    days = forms.ChoiceField(
        label=gettext_lazy("Valid for how many days"),
        choices=[(str(days), str(days)) for days in LENGTHS],
        required=False,
    )
    networks = LinesField(
        label=gettext_lazy("From which networks"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("One a line, such as 192.0.2.0/24. Nothing written: from anywhere."),
    )

    def clean_scopes(self) -> list[str]:
        return self.cleaned_data["scopes"] or [READ]

    def clean_days(self) -> int:
        return int(self.cleaned_data["days"] or DAYS)

    def clean_networks(self) -> list[str]:
        written = self.cleaned_data["networks"]
        if len(written) > MOST_NETWORKS:
            raise ValidationError(_("At most 20 networks."))
        return [_network(text) for text in written]

    @property
    def told(self) -> dict[str, Any]:
        """What ``Token.issue`` wants to know."""
        return {name: self.cleaned_data[name] for name in ("name", "scopes", "days", "networks")}


def _network(text: str) -> str:
    try:
        return str(read_network(text))
    except ValueError:
        told = {"text": text[:50]}
        raise ValidationError(_("“%(text)s” is not a network.") % told) from None
