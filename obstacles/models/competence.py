from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language

from .place import Area
from .theme import Theme
from .user import User


class Competence(models.Model):
    """What an expert knows: themes, legal orders and languages; read by assignment proposals."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.OneToOneField(User, models.CASCADE, related_name="competence")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    legal_orders = models.ManyToManyField(
        Area, blank=True, related_name="+", verbose_name=_("legal orders")
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language.choices), default=list, blank=True
    )
    capacity = models.PositiveSmallIntegerField(_("cases at a time"), default=12)
    absent_until = models.DateField(_("absent until"), null=True, blank=True)

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")

    def __str__(self) -> str:
        return str(self.user)
