from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key


class Supplied(models.Model):
    """What a reference file last said about an entry, as a digest.

    An entry is written again only when its file changes, so that a correction made by an
    administrator stands until then; and only rows that once came from a file are ever retired.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    file = models.CharField(_("file"), max_length=40)
    key = models.CharField(_("entry"), max_length=80)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("supplied entry")
        verbose_name_plural = _("supplied entries")
        constraints = [
            models.UniqueConstraint(fields=["file", "key"], name="an_entry_is_supplied_once")
        ]

    def __str__(self) -> str:
        return f"{self.file}: {self.key}"
