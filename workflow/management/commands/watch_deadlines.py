from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflow import clock


class Command(BaseCommand):
    help = "Take the steps that fall to the clock, and give the reminders that are due."

    def handle(self, **options: Any) -> None:
        taken = clock.run_clock(now=timezone.now())
        self.stdout.write(f"Steps taken: {taken}")
