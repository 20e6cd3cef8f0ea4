from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.models import Authority, User
from workflow.roles import Role

from .case import Case


class Seat(models.Model):
    """Who takes part in a case, in which role: a person, a body, or whoever bears its code."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=16, choices=Role.choices)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")
    bearer = models.BooleanField(default=False)
    sort_at = models.DateTimeField()
    until = models.DateField(null=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.CheckConstraint(
                name="a_seat_is_for_exactly_one",
                condition=Q(user__isnull=False, authority__isnull=True, bearer=False)
                | Q(user__isnull=True, authority__isnull=False, bearer=False)
                | Q(user__isnull=True, authority__isnull=True, bearer=True),
            ),
            models.UniqueConstraint(
                fields=["case", "role", "user"],
                condition=Q(user__isnull=False),
                name="a_persons_seat_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["case", "role", "authority"],
                condition=Q(authority__isnull=False),
                name="a_bodys_seat_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role=Role.LEAD_EXPERT),
                name="one_expert_leads",
            ),
            models.UniqueConstraint(
                fields=["case", "role"], condition=Q(bearer=True), name="a_bearer_sits_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "role", "-sort_at"],
                condition=Q(user__isnull=False),
                name="seats_of_a_person",
            ),
            models.Index(
                fields=["authority", "role", "-sort_at"],
                condition=Q(authority__isnull=False),
                name="seats_of_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.get_role_display()}"

    @property
    def speaker(self) -> str:
        """Who speaks from here, as others may read it."""
        who: Any = self.user or self.authority
        return str(who) if who else _now("the reporter")
