"""What the steps of a consultation ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.models import Document, Network, Position

from . import fields
from .fields import CodeChoice, StepForm
from .files import FilesField

PACKET = [
    ("summary", gettext_lazy("Title and summary of the obstacle")),
    ("sides", gettext_lazy("Both sides, with rule and position")),
    ("solution", gettext_lazy("The proposed solution")),
    ("answers", gettext_lazy("Answers of other bodies that may be quoted")),
]


class Packet(StepForm):
    """The question and exactly what the asked body sees, field by field."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    question = fields.words(gettext_lazy("Question"))
    language = fields.language(gettext_lazy("Language of the question"))
    packet = forms.MultipleChoiceField(
        label=gettext_lazy("What this body sees"),
        choices=PACKET,
        widget=forms.CheckboxSelectMultiple,
    )
    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Documents this body sees"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    answer_by = fields.day(
        gettext_lazy("Answer by"),
        required=False,
        hint=gettext_lazy("28 days after sending, unless you set a day."),
    )

    def fit(self) -> None:
        if self.case is not None:
            shown = self.case.shareable_documents()
            self.fields["documents"].queryset = shown  # type: ignore[attr-defined]


class Consulting(Packet):
    """One or more consultations: to a body, several, or a whole network."""

    bodies = fields.bodies(gettext_lazy("Bodies to ask"), required=False)
    network = CodeChoice(
        lambda: Network.objects.order_by("slug"),
        label=gettext_lazy("Or all members of a network"),
        required=False,
    )
    send_now = forms.BooleanField(label=gettext_lazy("Send at once"), required=False, initial=True)

    field_order = ["bodies", "network", "subject", "question", "language", "packet"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("bodies") and not told.get("network"):
            self.add_error("bodies", _("Choose a body to ask, or a network."))
        return told


class Acceptance(StepForm):
    """Who answers for the body."""

    handled_by = forms.CharField(label=gettext_lazy("Who answers"), max_length=200)


class Declining(StepForm):
    """Why the body declines, and whom to ask instead."""

    why = fields.reason("decline", gettext_lazy("Why"))
    words = fields.words(gettext_lazy("In words"), required=False, rows=3)
    ask_instead = fields.body(gettext_lazy("Ask this body instead"), required=False)


class Forwarding(StepForm):
    """The next body, and a note."""

    body = fields.body(gettext_lazy("Forward to"))
    note = fields.words(gettext_lazy("Note"), required=False, rows=3)


class Splitting(StepForm):
    """The bodies that answer a part, and which part."""

    bodies = fields.bodies(gettext_lazy("Bodies"))
    part = fields.words(gettext_lazy("Which part"), rows=3)


class AskingBack(StepForm):
    """A question of the body to us."""

    question = fields.words(gettext_lazy("Your question"))


class Clarification(StepForm):
    """Our words, and what the body sees from now on."""

    words = fields.words(gettext_lazy("Our answer"))
    packet = forms.MultipleChoiceField(
        label=gettext_lazy("What this body sees from now on"),
        choices=PACKET,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    answer_by = fields.day(gettext_lazy("Answer by"), required=False)


class Answer(StepForm):
    """The body's position and text."""

    position = forms.ChoiceField(
        label=gettext_lazy("Position"), choices=Position.choices, widget=forms.RadioSelect
    )
    text = fields.words(
        gettext_lazy("Explanation"), hint=gettext_lazy("In plain words. We translate.")
    )
    language = fields.language()
    acts_by = fields.day(gettext_lazy("By when"), required=False)
    act_reference = forms.CharField(
        label=gettext_lazy("Act or rule"), max_length=300, required=False
    )
    files = FilesField(label=gettext_lazy("Files"), required=False)  # type: ignore[assignment]
    may_be_quoted = forms.TypedChoiceField(
        label=gettext_lazy("May we make this public?"),
        choices=[("yes", gettext_lazy("Yes, with our name")), ("no", gettext_lazy("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


class ExtensionRequest(StepForm):
    """The day the body asks for, and why."""

    until = fields.day(gettext_lazy("We can answer by"))
    reason = fields.words(gettext_lazy("Reason"), rows=3)


class Extension(StepForm):
    """The new day, and why."""

    until = fields.day(gettext_lazy("New day"))
    reason = fields.words(gettext_lazy("Reason"), rows=3)


class Taken(StepForm):
    """What was taken from the answer."""

    taken_from_it = fields.words(gettext_lazy("What we took from it"))
    release = forms.BooleanField(
        label=gettext_lazy("Show the answer to those who reported"),
        required=False,
        help_text=gettext_lazy("Only possible when the body agreed to be quoted."),
    )
