"""Addresses that programs of others gave us, and what is owed to each."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.models import User
from workflow.states import Kind

from .case import Case
from .entry import Entry


def new_draw() -> str:
    return secrets.token_hex(16)


class Webhook(models.Model):
    """An address that hears of cases its owner sees: which ones moved, and nothing of them."""

    class Why(models.TextChoices):
        OWNER = "owner", _("switched off by its owner")
        FAILURES = "failures", _("nobody answered for five days")
        GONE = "gone", _("the address said that it is gone")
        HOUSE = "house", _("switched off by us")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    url = models.CharField(_("address"), max_length=500)
    kinds = ArrayField(models.CharField(max_length=12, choices=Kind.choices), default=list)
    steps = ArrayField(models.CharField(max_length=24), default=list)
    drawn = models.CharField(max_length=32, default=new_draw, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_on = models.DateField()
    failing_since = models.DateTimeField(null=True)
    off = models.CharField(_("off because"), max_length=8, choices=Why.choices, blank=True)
    off_on = models.DateField(_("off since"), null=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        indexes = [models.Index(fields=["owner", "id"], name="webhooks_of_a_person")]

    def __str__(self) -> str:
        return self.url

    @property
    def is_active(self) -> bool:
        return not self.off


class Delivery(models.Model):
    """A message owed to one address because of one line of the log; without one it is a trial.

    Its key is the message's own, the same on each try. No body is kept, of neither side.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    owed_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["webhook", "entry"], name="a_message_is_owed_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(status="waiting"), name="deliveries_owed"
            ),
            models.Index(fields=["webhook", "-id"], name="deliveries_of_a_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.status}"
