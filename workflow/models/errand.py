from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key

from .case import Case
from .entry import Entry


class Errand(models.Model):
    """A step owed in another case because of a line in the log of this one."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="errands")
    step = models.CharField(max_length=24)
    cause = models.ForeignKey(Entry, models.PROTECT, related_name="errands")
    owed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("errand")
        verbose_name_plural = _("errands")
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "cause"], name="an_errand_is_owed_once")
        ]
        indexes = [models.Index(fields=["case"], condition=Q(settled_at=None), name="errands_owed")]

    def __str__(self) -> str:
        return f"{self.step}: {self.case_id}"
