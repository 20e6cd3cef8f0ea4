"""Is this the right place? Three questions, and which service helps better, with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from obstacles.models import Destination, Reason
from web.rows import RadioRows

HERE = ""


class RightPlace(forms.Form):
    """Three questions before the report; whoever wants may skip them."""

    with_whom = forms.ChoiceField(
        label=_("With whom do you have the problem?"),
        choices=[
            ("authority", _("With an authority, or with its rules")),
            ("firm", _("With a shop, a firm or a landlord")),
            ("nobody", _("With nobody: I want to know which rules apply to me")),
        ],
        widget=RadioRows,
        error_messages={"required": _("Choose with whom you have the problem.")},
    )
    what = forms.ChoiceField(
        label=_("What goes wrong?"),
        choices=[
            ("rules", _("The rules of two countries do not fit together")),
            ("wrongly", _("An authority applies a good rule in the wrong way")),
            ("security", _("It is about my own pension, benefit or health insurance")),
            ("treated", _("An authority treats me badly, or does not answer")),
            ("unsure", _("I am not sure")),
        ],
        widget=RadioRows,
        error_messages={"required": _("Choose what goes wrong, or “I am not sure”.")},
    )
    crossing = forms.ChoiceField(
        label=_("Would it also happen without a border?"),
        choices=[
            ("no", _("No, the border is the reason")),
            ("yes", _("Yes, it could happen inside one country")),
            ("unsure", _("I am not sure")),
        ],
        widget=RadioRows,
        error_messages={"required": _("Choose an answer, or “I am not sure”.")},
    )


@dataclass(frozen=True)
class Advice:
    """Whether this is the right place; where not, why and where else."""

    is_here: bool
    why: str = ""
    destinations: tuple[Destination, ...] = ()


def advise(told: Mapping[str, str]) -> Advice:
    """Say where somebody is helped best. Sending a report stays possible always."""
    code = _reason(told)
    if code == HERE:
        return Advice(is_here=True)
    reason = Reason.objects.filter(step=Reason.Step.REDIRECT, code=code).first()
    places = Destination.objects.filter(reason__code=code, retired=False).order_by("slug")
    return Advice(is_here=False, why=reason.sentence if reason else "", destinations=tuple(places))


def _reason(told: Mapping[str, str]) -> str:
    """The reason code of the service that helps better, or none."""
    asked = {"firm": "consumer_dispute", "nobody": "information_question"}
    if told["with_whom"] in asked:
        return asked[told["with_whom"]]
    if told["crossing"] == "yes":
        return "maladministration"
    wrong = {
        "wrongly": "authority_misapplied_eu_rule",
        "security": "individual_social_security",
        "treated": "maladministration",
    }
    return wrong.get(told["what"], HERE)
