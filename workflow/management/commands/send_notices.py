from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflow import post


class Command(BaseCommand):
    help = "Send the letters that are due now."

    def handle(self, **options: Any) -> None:
        total = 0
        while looked_at := post.send_due(now=timezone.now()):
            total += looked_at
        self.stdout.write(f"Letters looked at: {total}")
