"""What the steps ask that close an obstacle, set it aside, or bring it back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from obstacles.languages import CODES
from obstacles.models import Area, Network, Obstacle, PublicStatus, Rung

from . import fields
from .fields import CodeChoice, CodeChoices, ReferenceField, StepForm


class PlainWords(StepForm):
    """Plain words for those who reported, in up to four languages."""

    hint = gettext_lazy("At least one language is needed.")
    words_nl = fields.words(gettext_lazy("Plain words in Dutch"), required=False, rows=3, hint=hint)
    words_fr = fields.words(gettext_lazy("Plain words in French"), required=False, rows=3)
    words_de = fields.words(gettext_lazy("Plain words in German"), required=False, rows=3)
    words_en = fields.words(gettext_lazy("Plain words in English"), required=False, rows=3)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(f"words_{code}") for code in CODES):
            self.add_error("words_en", _("Write plain words in at least one language."))
        return told


class Resolved(PlainWords):
    """The outcome per side, the legal reference, plain words, the redress day."""

    extent = forms.ChoiceField(
        label=gettext_lazy("How far"),
        choices=[
            ("completely", gettext_lazy("Resolved completely")),
            ("partially", gettext_lazy("Resolved in part")),
        ],
        widget=forms.RadioSelect,
    )
    open_sides = CodeChoices(
        Area.objects.all,
        code="code",
        label=gettext_lazy("Still open in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    solved_sides = CodeChoices(
        Area.objects.all,
        code="code",
        label=gettext_lazy("Solved in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    legal_reference = forms.CharField(
        label=gettext_lazy("Legal reference"), max_length=300, required=False
    )
    redress_on = fields.day(gettext_lazy("Redress possible until"), required=False)

    field_order = ["extent", "open_sides", "solved_sides"]

    def fit(self) -> None:
        if self.case is None:
            return
        here = Area.objects.filter(pk__in=self.case.obstacle.sides.values("area")).order_by("code")
        for name in ("solved_sides", "open_sides"):
            self.fields[name].queryset = here  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Hold the sides against how far it goes; those nobody names are solved."""
        told = super().clean()
        open_ = set(told.get("open_sides") or ())
        if told.get("extent") == "completely" and open_:
            self.add_error("extent", self._still_open(open_))
        if told.get("extent") == "partially" and not open_:
            self.add_error("open_sides", _("Say which sides are still open."))
        if self.case is not None and not told.get("solved_sides"):
            told["solved_sides"] = self._sides().exclude(pk__in=[one.pk for one in open_])
        self._each_side_once(set(told.get("solved_sides") or ()), open_)
        return told

    def _sides(self) -> Any:
        return self.fields["solved_sides"].queryset  # type: ignore[attr-defined]

    def _still_open(self, sides: set[Area]) -> str:
        return ngettext(
            "You say that one side is still open: %(sides)s. "
            "Choose “Resolved in part”, or untick it.",
            "You say that some sides are still open: %(sides)s. "
            "Choose “Resolved in part”, or untick them.",
            len(sides),
        ) % {"sides": _names(sides)}

    def _each_side_once(self, solved: set[Area], open_: set[Area]) -> None:
        unsaid = (set(self._sides()) - solved - open_) | (solved & open_)
        if self.case is not None and unsaid:
            self.add_error(
                "solved_sides",
                _("Say for each side whether it is solved or open: %(sides)s.")
                % {"sides": _names(unsaid)},
            )


def _names(sides: set[Area]) -> str:
    return ", ".join(sorted(str(side) for side in sides))


class Unresolved(PlainWords):
    """A reason code, plain words, and what one can still do."""

    why = fields.reason("close_unresolved", gettext_lazy("Why"))
    still_possible = fields.words(gettext_lazy("What one can still do"), rows=3)
    language = fields.language()
    redress_on = fields.day(gettext_lazy("Redress possible until"), required=False)

    field_order = ["why"]


class Dismissal(PlainWords):
    """Why it is no obstacle."""

    why = fields.reason("dismiss", gettext_lazy("Why it is no obstacle"))

    field_order = ["why"]


class Merging(StepForm):
    """The obstacle that stays open."""

    into = ReferenceField(prefix="OB", label=gettext_lazy("The obstacle that stays open"))

    def clean_into(self) -> Obstacle:
        found = Obstacle.objects.filter(reference=self.cleaned_data["into"]).first()
        if found is None:
            raise forms.ValidationError(_("There is no obstacle with this reference."))
        if self.case is not None and found.pk == self.case.obstacle_id:
            raise forms.ValidationError(_("An obstacle cannot be merged with itself."))
        if found.merged_into_id:
            raise forms.ValidationError(_("That obstacle has itself been merged."))
        if found.status != PublicStatus.OPEN:
            raise forms.ValidationError(_("That obstacle is closed. Choose one that is open."))
        return found


class Hold(StepForm):
    """A reason, and the day on which we look again."""

    why = fields.reason("hold", gettext_lazy("Why"))
    words = fields.words(gettext_lazy("In words"), required=False, rows=3)
    review_on = fields.day(gettext_lazy("Look again on"))


class Escalation(StepForm):
    """The level on the ladder, and the body."""

    network = CodeChoice(
        lambda: Network.objects.order_by("slug"),
        label=gettext_lazy("Ladder of"),
        required=False,
    )
    level = fields.choice(gettext_lazy("Level"), Rung.Level.choices)
    body = fields.body(gettext_lazy("Body"))
    words = fields.words(gettext_lazy("Why now"), required=False, rows=3)


class Retraction(StepForm):
    """Why the text is withdrawn from the register."""

    reason = fields.words(gettext_lazy("Reason"), rows=3)


class TextEdit(StepForm):
    """An obstacle's title and summary in four languages."""

    title_nl = forms.CharField(label=gettext_lazy("Title in Dutch"), max_length=200, required=False)
    title_fr = forms.CharField(
        label=gettext_lazy("Title in French"), max_length=200, required=False
    )
    title_de = forms.CharField(
        label=gettext_lazy("Title in German"), max_length=200, required=False
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=200, required=False
    )
    summary_nl = fields.words(gettext_lazy("Summary in Dutch"), required=False)
    summary_fr = fields.words(gettext_lazy("Summary in French"), required=False)
    summary_de = fields.words(gettext_lazy("Summary in German"), required=False)
    summary_en = fields.words(gettext_lazy("Summary in English"), required=False)
    borders = fields.borders(gettext_lazy("Borders"))
    theme = fields.theme(gettext_lazy("Theme"))
    original_language = fields.language(gettext_lazy("First written in"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(f"title_{code}") for code in CODES):
            self.add_error("title_en", _("Write a title in at least one language."))
        return told
