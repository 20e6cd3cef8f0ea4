from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language

from .place import Area


class Provision(models.Model):
    """A rule of law that obstacles cite: title, article, legal order, address."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    title = models.CharField(_("title"), max_length=300)
    article = models.CharField(_("article"), max_length=100, blank=True)
    legal_order = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("legal order")
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    eli = models.CharField(_("ELI"), max_length=200, blank=True)
    celex = models.CharField(_("CELEX number"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")

    def __str__(self) -> str:
        return f"{self.title}, {self.article}" if self.article else self.title
