from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language

from .authority import Authority
from .obstacle import Obstacle
from .place import Area
from .provision import Provision


class LegalNature(models.TextChoices):
    """What the obstacle is in one legal order (Regulation (EU) 2025/925, Article 3)."""

    LEGISLATIVE = "legislative_provision", _("legislative provision")
    ADMINISTRATIVE = "administrative_provision", _("administrative provision")
    PRACTICE = "administrative_practice", _("administrative practice")
    NONE = "none", _("no rule here")
    NOT_KNOWN = "not_known", _("not known")


class SidePosition(models.TextChoices):
    WILLING = "willing", _("willing")
    NOT_WILLING = "not_willing", _("not willing")
    NO_ANSWER = "no_answer", _("no answer")


class SideState(models.TextChoices):
    OPEN = "open", _("open")
    SOLVED = "solved", _("solved")
    NOT_SOLVED = "not_solved", _("not solved")


class Side(models.Model):
    """An obstacle in one legal order: nature, provision, body in charge, position, state."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="sides")
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", verbose_name=_("country or region")
    )
    nature = models.CharField(
        _("legal nature"),
        max_length=30,
        choices=LegalNature.choices,
        default=LegalNature.NOT_KNOWN,
    )
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provision"),
    )
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("body in charge"),
    )
    position = models.CharField(
        _("position"), max_length=12, choices=SidePosition.choices, default=SidePosition.NO_ANSWER
    )
    state = models.CharField(
        _("state"), max_length=12, choices=SideState.choices, default=SideState.OPEN
    )
    words = models.TextField(_("in plain words"), blank=True)
    words_language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )
    rank = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("side")
        verbose_name_plural = _("sides")
        constraints = [
            models.UniqueConstraint(
                fields=["obstacle", "area"],
                name="a_legal_order_has_one_side",
                violation_error_message=_("This country or region has a side already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_state_display()}"
