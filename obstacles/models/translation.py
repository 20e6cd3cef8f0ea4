from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language, Origin


class Translation(models.Model):
    """A text in another language, found by the digest of its source: an edit makes it stale."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    source_digest = models.CharField(max_length=64)
    language = models.CharField(max_length=2, choices=Language.choices)
    text = models.TextField(_("text"))
    origin = models.CharField(max_length=8, choices=Origin.choices)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["source_digest", "language"], name="a_text_is_translated_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:40]}"
