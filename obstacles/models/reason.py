from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import spoken

from .authority import Authority


class Reason(models.Model):
    """A reason code of a step, with a plain sentence to the person concerned in four languages."""

    class Step(models.TextChoices):
        REJECT = "reject", _("reject")
        REDIRECT = "redirect", _("redirect")
        DISMISS = "dismiss", _("dismiss")
        CLOSE_UNRESOLVED = "close_unresolved", _("close unresolved")
        HOLD = "hold", _("hold")
        DECLINE = "decline", _("decline")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    step = models.CharField(_("step"), max_length=20, choices=Step.choices)
    code = models.SlugField(_("code"), max_length=60)
    label_nl = models.CharField(_("label in Dutch"), max_length=120)
    label_fr = models.CharField(_("label in French"), max_length=120)
    label_de = models.CharField(_("label in German"), max_length=120)
    label_en = models.CharField(_("label in English"), max_length=120)
    sentence_nl = models.TextField(_("sentence in Dutch"))
    sentence_fr = models.TextField(_("sentence in French"))
    sentence_de = models.TextField(_("sentence in German"))
    sentence_en = models.TextField(_("sentence in English"))
    sends_message = models.BooleanField(_("tells the person"), default=True)
    retired = models.BooleanField(_("retired"), default=False)
    rank = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["step", "code"], name="a_reason_stands_once")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return spoken(self, "label")

    @property
    def sentence(self) -> str:
        return spoken(self, "sentence")


class Destination(models.Model):
    """A service that helps better than we can: SOLVIT, ECC-Net, an information point and others."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_de = models.CharField(_("name in German"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    website = models.URLField(_("website"), blank=True)
    reason = models.ForeignKey(Reason, models.PROTECT, null=True, blank=True, related_name="+")
    bodies = models.ManyToManyField(Authority, blank=True, related_name="+")
    what_nl = models.TextField(_("what it does, in Dutch"))
    what_fr = models.TextField(_("what it does, in French"))
    what_de = models.TextField(_("what it does, in German"))
    what_en = models.TextField(_("what it does, in English"))
    when_nl = models.TextField(_("when to send somebody there, in Dutch"), blank=True)
    when_fr = models.TextField(_("when to send somebody there, in French"), blank=True)
    when_de = models.TextField(_("when to send somebody there, in German"), blank=True)
    when_en = models.TextField(_("when to send somebody there, in English"), blank=True)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("destination")
        verbose_name_plural = _("destinations")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self, "name")

    @property
    def what(self) -> str:
        return spoken(self, "what")

    @property
    def when(self) -> str:
        return spoken(self, "when")
