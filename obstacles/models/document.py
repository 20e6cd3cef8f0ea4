from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key


class Document(models.Model):
    """An uploaded file after checking: its shown name, type by content, and where its bytes lie."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(_("name"), max_length=120)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    content = models.FileField(_("content"), storage=default_storage, max_length=200)
    description = models.CharField(_("description"), max_length=200, blank=True)
    added_on = models.DateField(_("added on"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.name
