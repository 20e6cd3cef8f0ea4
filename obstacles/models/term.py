from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key

from .theme import Theme


class Term(models.Model):
    """A word of the field in four languages: it helps to find, it says nothing of rights."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(_("short address"), max_length=80, unique=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.JSONField(
        _("words"), help_text=_("Per language: preferred form and other forms.")
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.slug
