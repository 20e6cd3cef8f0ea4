"""What the API keeps of its own: tokens, reporters' sessions, answers given once. Hashes only."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from workflow.models import AccessCode

DAYS, MOST_DAYS = 90, 365
# So much of a secret is kept to know it by; 150 bits of it are not.
SHOWN = 6
IDLE = timedelta(minutes=30)
# A session or token is written to at most once a minute, however often it is used.
NOTED = timedelta(minutes=1)


def new_secret(prefix: str) -> str:
    """Draw 192 random bits; the prefix lets a secret scanner know what it found."""
    return f"{prefix}_{secrets.token_urlsafe(24)}"


def digest_of(secret: str) -> str:
    """The hash a secret is found under; so many random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Token(models.Model):
    """Lets a program speak as one person: shown once, kept as a hash, ends by itself."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(_("begins with"), max_length=10)
    name = models.CharField(_("name"), max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    scopes = ArrayField(models.CharField(max_length=30), verbose_name=_("may"))
    networks = ArrayField(
        models.CharField(max_length=50), verbose_name=_("from networks"), default=list, blank=True
    )
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("ends"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @classmethod
    def issue(
        cls,
        user: models.Model,
        *,
        name: str,
        scopes: Collection[str],
        days: int = DAYS,
        networks: Collection[str] = (),
        not_after: datetime | None = None,
    ) -> tuple["Token", str]:
        """Make a token; its secret is returned here and never again."""
        secret, now = new_secret("pat"), timezone.now()
        end = now + timedelta(days=min(days, MOST_DAYS))
        token = cls.objects.create(
            digest=digest_of(secret),
            prefix=secret[: len("pat_") + SHOWN],
            name=name,
            user=user,
            scopes=list(scopes),
            networks=list(networks),
            created_at=now,
            expires_at=min(end, not_after or end),
        )
        return token, secret

    def note_use(self, now: datetime) -> None:
        """Write down that it was used, at most once a minute."""
        if self.last_used_at is None or now - self.last_used_at >= NOTED:
            type(self).objects.filter(pk=self.pk).update(last_used_at=now)


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
