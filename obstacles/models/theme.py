from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import spoken


class Theme(models.Model):
    """What an obstacle is about, on two levels."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subthemes"
    )
    level = models.PositiveSmallIntegerField(_("level"))
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_de = models.CharField(_("name in German"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    description_nl = models.TextField(_("description in Dutch"), blank=True)
    description_fr = models.TextField(_("description in French"), blank=True)
    description_de = models.TextField(_("description in German"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    deciding_kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self, "name")

    @property
    def description(self) -> str:
        return spoken(self, "description")
