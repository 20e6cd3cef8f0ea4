"""What the API keeps of its own: tokens, reporters' sessions, answers given once. Hashes only."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from workflow.models import AccessCode

DAYS = 90
IDLE = timedelta(minutes=30)
# A session is written to at most once a minute, however often it is used.
NOTED = timedelta(minutes=1)


def new_secret(prefix: str) -> str:
    """Draw 160 random bits; the prefix lets a secret scanner know what it found."""
    return f"{prefix}_{secrets.token_urlsafe(20)}"


def digest_of(secret: str) -> str:
    """The hash a secret is found under; so many random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Token(models.Model):
    """Lets a program speak as one person: shown once, kept as a hash, ends by itself."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=100)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def issue(cls, user: models.Model, *, name: str, days: int = DAYS) -> tuple["Token", str]:
        """Make a token; its secret is returned here and never again."""
        secret, now = new_secret("pat"), timezone.now()
        token = cls.objects.create(
            digest=digest_of(secret),
            name=name,
            user=user,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        return token, secret


class PublicSession(models.Model):
    """Half an hour at one report, for whoever redeemed its access code; each use prolongs it."""

    digest = models.CharField(max_length=64, primary_key=True)
    code = models.ForeignKey(AccessCode, models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("session of a reporter")
        verbose_name_plural = _("sessions of reporters")

    def __str__(self) -> str:
        return str(self.expires_at)

    @classmethod
    def issue(cls, code: AccessCode) -> tuple["PublicSession", str]:
        """Open a session, and sweep out those that ended."""
        secret, now = new_secret("prs"), timezone.now()
        cls.objects.filter(expires_at__lt=now).delete()
        session = cls.objects.create(digest=digest_of(secret), code=code, expires_at=now + IDLE)
        return session, secret

    def prolong(self) -> None:
        until = timezone.now() + IDLE
        if until - self.expires_at > NOTED:
            self.expires_at = until
            self.save(update_fields=["expires_at"])


class KeptAnswer(models.Model):
    """An answer that a repeated request gets again, sealed with the key of that request.

    Only the day is kept, so that it tells no more about an anonymous report than the report does.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.CharField(max_length=64)
    sealed = models.BinaryField()
    kept_on = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")

    def __str__(self) -> str:
        return str(self.kept_on)
