from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language
from obstacles.references import new_consultation_reference

from .authority import Authority
from .document import Document
from .obstacle import Obstacle


class Position(models.TextChoices):
    """What a body says when asked."""

    WILLING = "willing", _("willing")
    PARTLY = "willing_in_part", _("willing in part")
    NOT_WILLING = "not_willing", _("not willing")
    NOT_COMPETENT = "not_competent", _("not competent")


class Consultation(models.Model):
    """A question to one body about one obstacle, and what the body answered."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(
        _("reference"),
        max_length=9,
        unique=True,
        default=new_consultation_reference,
        editable=False,
    )
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="consultations")
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="+", verbose_name=_("body")
    )
    subject = models.CharField(_("subject"), max_length=200)
    question = models.TextField(_("question"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    part = models.TextField(_("which part"), blank=True)
    asked_through = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("forwarded or split from"),
    )
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    handled_by = models.CharField(_("who answers"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=20, choices=Position.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    acts_by = models.DateField(_("will act by"), null=True, blank=True)
    act_reference = models.CharField(_("act"), max_length=300, blank=True)
    may_be_quoted = models.BooleanField(_("may be quoted"), default=False)
    released_on = models.DateField(_("shown to reporters since"), null=True, blank=True)
    taken_from_it = models.TextField(_("what we took from it"), blank=True)

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def __str__(self) -> str:
        return self.reference


class Packet(models.Model):
    """Exactly what the asked body is shown. ``fields`` maps a field's name to its frozen text.

    Names: summary, sides, provisions, solution, answers; a name that is absent is not shown.
    """

    consultation = models.OneToOneField(
        Consultation, models.CASCADE, primary_key=True, related_name="packet"
    )
    fields = models.JSONField(default=dict)
    documents = models.ManyToManyField(Document, blank=True, related_name="+")

    class Meta:
        verbose_name = _("packet")
        verbose_name_plural = _("packets")

    def __str__(self) -> str:
        return str(self.consultation)
