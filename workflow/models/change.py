"""What programs that copy cases have to hear of: one row for each case, and for each lost seat."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.models import Authority, User
from workflow.roles import Role

from .case import Case


class Change(models.Model):
    """A case moved, or somebody lost the seat from which they saw it.

    Three triggers write these rows with whatever changes a log, a seat or a parent; ``changes``
    numbers them once they are committed. A lost seat keeps the seat's columns, so that the policy
    reads it like a seat. The key is drawn at random and the day is the finest time: neither may
    tell more about an anonymous report than the report does.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    position = models.BigIntegerField(null=True, unique=True)
    noted_on = models.DateField()
    blurred = models.BooleanField(default=False)
    seat = models.UUIDField(null=True)
    role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    authority = models.ForeignKey(Authority, models.CASCADE, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(fields=["id"], condition=Q(position=None), name="changes_to_number"),
            models.Index(
                fields=["seat", "ended_on"], condition=Q(seat__isnull=False), name="seats_lost"
            ),
            models.Index(
                fields=["noted_on"], condition=Q(blurred=False), name="changes_not_blurred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.case_id}"
