from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language, columns, first_available

from .authority import Authority
from .obstacle import Obstacle
from .provision import Provision
from .reason import Reason


class SolutionKind(models.TextChoices):
    """Franco-Belgian study's four kinds, the Benelux instruments, and other."""

    INFORMATION = "better_information", _("better information")
    COORDINATION = "administrative_coordination", _("administrative coordination or practice")
    DOMESTIC_LAW = "domestic_law", _("change of domestic law")
    AGREEMENT = "intergovernmental_agreement", _("intergovernmental agreement")
    BENELUX = "benelux_instrument", _("Benelux decision, recommendation, directive or treaty")
    OTHER = "other", _("other")


class Solution(models.Model):
    """A proposed way out: kind, text, the bodies that must act, the provisions concerned."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="solutions")
    kind = models.CharField(_("kind"), max_length=30, choices=SolutionKind.choices)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    bodies = models.ManyToManyField(Authority, related_name="+", verbose_name=_("must act"))
    provisions = models.ManyToManyField(Provision, blank=True, related_name="+")
    act_reference = models.CharField(_("act or bill"), max_length=300, blank=True)
    proposed_on = models.DateField(_("proposed on"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    revised_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        verbose_name = _("solution")
        verbose_name_plural = _("solutions")

    def __str__(self) -> str:
        return self.get_kind_display()


class Outcome(models.Model):
    """How an obstacle was closed, in plain words, and what one can still do."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="outcomes")
    reason = models.ForeignKey(Reason, models.PROTECT, null=True, blank=True, related_name="+")
    words_nl = models.TextField(_("plain words in Dutch"), blank=True)
    words_fr = models.TextField(_("plain words in French"), blank=True)
    words_de = models.TextField(_("plain words in German"), blank=True)
    words_en = models.TextField(_("plain words in English"), blank=True)
    still_possible = models.TextField(_("what one can still do"), blank=True)
    still_possible_language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    legal_reference = models.CharField(_("legal reference"), max_length=300, blank=True)
    redress_on = models.DateField(_("redress possible until"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return f"{self.obstacle}, {self.decided_on}"

    @property
    def words(self) -> str:
        return first_available(columns(self, "words"))[1]

    @property
    def words_language(self) -> str:
        return first_available(columns(self, "words"))[0]
