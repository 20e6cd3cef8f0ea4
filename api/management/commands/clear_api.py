"""Forgets what the API keeps for a day only."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from api.models import KeptAnswer, PublicSession, Token

# An ended token is still named in what we tell a person for this long.
REMEMBERED = timedelta(days=90)


class Command(BaseCommand):
    help = "Delete kept answers older than a day, ended sessions, and tokens that ended long ago."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        yesterday = timezone.localdate(now) - timedelta(days=1)
        gone = (
            KeptAnswer.objects.filter(kept_on__lt=yesterday).delete()[0],
            PublicSession.objects.filter(expires_at__lt=now).delete()[0],
            Token.objects.filter(expires_at__lt=now - REMEMBERED).delete()[0],
        )
        self.stdout.write("answers {}, sessions {}, tokens {}".format(*gone))
