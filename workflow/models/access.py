"""Codes that open a seat, and who looked at what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key

from .case import Case
from .seat import Seat


class AccessCode(models.Model):
    """A secret that opens one seat: kept as a hash only.

    CODE is the reporter's access code. LOCATOR stands in a mailed link: it says who asks whom,
    and shows nothing of the case until the mailed six digits are entered.
    """

    class Purpose(models.TextChoices):
        CODE = "code", _("access code")
        LOCATOR = "locator", _("link in a letter")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("access code")
        verbose_name_plural = _("access codes")

    def __str__(self) -> str:
        return self.purpose


class Challenge(models.Model):
    """Six digits mailed to the body that was asked: ten minutes, five tries, one browser."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    code = models.ForeignKey(AccessCode, models.CASCADE, related_name="challenges")
    browser = models.CharField(max_length=64)
    digits = models.CharField(max_length=200)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mailed digits")
        verbose_name_plural = _("mailed digits")

    def __str__(self) -> str:
        return str(self.until)


class AccessView(models.Model):
    """Who looked at what, and when."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="views")
    actor_kind = models.CharField(max_length=10)
    actor = models.UUIDField(null=True)
    what = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        indexes = [models.Index(fields=["case", "-at"], name="views_of_a_case")]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
