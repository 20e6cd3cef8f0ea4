"""What the acts ask that move nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.models import (
    AffectedGroup,
    Area,
    Cause,
    LegalNature,
    SidePosition,
    SideState,
    User,
)

from . import fields
from .fields import CodeChoice, StepForm
from .files import FilesField
from .resolution import experts


class Note(StepForm):
    """A note for the team; nobody else reads it."""

    text = fields.words(gettext_lazy("Note"))


class Message(StepForm):
    """A message to whoever reported."""

    text = fields.words(gettext_lazy("Message"))
    language = fields.language()


class Attachment(StepForm):
    """Files for the case."""

    files = FilesField(label=gettext_lazy("Files"))  # type: ignore[assignment]


class FactEdit(StepForm):
    """Cause, affected groups, since when, and the source."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Cause"),
        choices=[("", gettext_lazy("not known")), *Cause.choices],
        required=False,
    )
    affected_groups = forms.MultipleChoiceField(
        label=gettext_lazy("Whom it affects"),
        choices=AffectedGroup.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    known_since = forms.IntegerField(
        label=gettext_lazy("Known since"), min_value=1950, max_value=2100, required=False
    )
    source_system = forms.CharField(label=gettext_lazy("Source"), max_length=100, required=False)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )


class SideEdit(StepForm):
    """One side: the country or region, its rule, the body in charge, its position and state."""

    area = CodeChoice(
        lambda: Area.objects.exclude(kind="nuts3").order_by("code"),
        code="code",
        label=gettext_lazy("Country or region"),
    )
    nature = fields.choice(gettext_lazy("Legal nature"), LegalNature.choices)
    provision = forms.CharField(label=gettext_lazy("Provision"), max_length=300, required=False)
    authority = fields.body(gettext_lazy("Body in charge"), required=False)
    position = fields.choice(gettext_lazy("Position"), SidePosition.choices)
    state = fields.choice(gettext_lazy("State"), SideState.choices)
    words = fields.words(gettext_lazy("In plain words"), required=False, rows=3)
    language = fields.language()


class Sharing(StepForm):
    """The bodies that may read this obstacle."""

    bodies = fields.bodies(gettext_lazy("Share with"))
    until = fields.day(gettext_lazy("Until"), required=False)


class Unsharing(StepForm):
    """The bodies that no longer read this obstacle."""

    bodies = fields.bodies(gettext_lazy("No longer share with"))


class DeadlineExtension(StepForm):
    """Which clock, and why it needs longer."""

    rule = forms.ChoiceField(label=gettext_lazy("Which clock"), choices=[("S4", "S4")])
    reason = fields.words(gettext_lazy("Reason"), rows=3)

    def clean_rule(self) -> str:
        """A clock is given longer once; then somebody has to decide."""
        rule: str = self.cleaned_data["rule"]
        if self.case is None:
            return rule
        clock = self.case.deadlines.filter(rule=rule, ended_on=None).first()
        if clock is None:
            raise forms.ValidationError(_("This clock does not run now."))
        if clock.extended:
            raise forms.ValidationError(
                _("This clock was given longer once already. It cannot be extended again.")
            )
        return rule


class HandOver(StepForm):
    """The colleague who leads from now on, with a note."""

    to = CodeChoice(experts, code="username", label=gettext_lazy("To whom"))
    note = fields.words(gettext_lazy("Note"), rows=3)


class Erasure(StepForm):
    """Why personal data is erased, confirmed by a second person's name."""

    reason = fields.words(gettext_lazy("Reason"), rows=3)
    confirmed_by = CodeChoice(
        lambda: User.objects.filter(is_active=True).order_by("username"),
        code="username",
        label=gettext_lazy("Second person who agreed"),
        required=False,
    )


class Mail(StepForm):
    """A changed way to be reached."""

    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Your phone number"), max_length=40, required=False)
    address = fields.words(gettext_lazy("Your postal address"), required=False, rows=3)
    language = fields.language(gettext_lazy("In which language may we write to you?"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(name) for name in ("email", "phone", "address")):
            self.add_error("email", _("Give one way to be reached."))
        return told
