from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key

from .case import Case
from .entry import Entry


class Deadline(models.Model):
    """A clock: its rule and version, its start and its due day, and why it is that day."""

    class End(models.TextChoices):
        MET = "met", _("kept")
        STOPPED = "stopped", _("stopped")
        MISSED = "missed", _("missed")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    rule = models.CharField(max_length=6)
    rule_version = models.PositiveSmallIntegerField()
    calendar = models.CharField(max_length=8)
    started_by = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    due_on = models.DateField()
    set_on = models.DateField(null=True)
    # The day on which set_on was set anew: only later pauses move it.
    set_since = models.DateField(null=True)
    extended = models.BooleanField(default=False)
    extension_reason = models.TextField(blank=True)
    why = models.JSONField(default=dict)
    # Due days it had before, each with the moment until which it stood: figures look back.
    earlier = models.JSONField(default=list)
    then = models.CharField(max_length=24, blank=True)
    reminded_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=8, choices=End.choices, blank=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule"],
                condition=Q(ended_on=None),
                name="a_clock_runs_once",
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(ended_on=None), name="clocks_that_run"),
            models.Index(fields=["rule", "due_on"], name="clocks_by_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"


class Pause(models.Model):
    """A time during which a clock stood still."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(until_on=None), name="a_clock_pauses_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_on} – {self.until_on or ''}"
