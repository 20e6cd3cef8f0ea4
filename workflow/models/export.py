"""Lists that were asked for as a file."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.models import User
from workflow.states import Kind


class Export(models.Model):
    """Which cases a list held when it was made; their rows are told anew at each download.

    Nothing of a case is kept here, so no copy outlives an erasure or the right to see it.
    """

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"
        JSON = "json", "JSON"

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    form = models.CharField(max_length=4, choices=Format.choices)
    filters = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    rows = models.PositiveIntegerField(null=True)
    keys = models.BinaryField(default=b"")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        indexes = [
            models.Index(fields=["owner", "-id"], name="exports_of_a_person"),
            models.Index(fields=["id"], condition=Q(status="waiting"), name="exports_to_make"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.form}"
