"""The log: one line for each act, written once."""

from django.contrib.postgres.indexes import BrinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from workflow.states import Kind

from .case import Case


class Entry(models.Model):
    """One line of the log. ``facts`` may be blanked by an erasure; digest and chain stay."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="log")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=24)
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24)
    publication = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField()
    actor_kind = models.CharField(max_length=10)
    actor = models.UUIDField(null=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("line of the log")
        verbose_name_plural = _("log")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="a_line_is_numbered_once")
        ]
        indexes = [
            models.Index(fields=["step", "at"], name="lines_by_step"),
            BrinIndex(fields=["at"], name="lines_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.step}"


class Span(models.Model):
    """How long a case stood in one state: read off the log, never its source."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="spans")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=24)
    is_open = models.BooleanField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    opening = models.OneToOneField(Entry, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("time in a state")
        verbose_name_plural = _("times in states")
        indexes = [
            models.Index(fields=["kind", "since", "until"], name="spans_by_kind_and_time"),
            models.Index(fields=["case"], condition=models.Q(until=None), name="spans_that_last"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.since:%Y-%m-%d}"
