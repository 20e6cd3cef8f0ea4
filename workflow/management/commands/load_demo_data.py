from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workflow.demo.loading import is_loaded, load


class Command(BaseCommand):
    help = "Load the demonstration: people, documented obstacles, a living office around them."

    def handle(self, **options: Any) -> None:
        if not getattr(settings, "IS_DEMONSTRATION", False):
            raise CommandError("Demo data is for development and tests only.")
        if is_loaded():
            self.stdout.write("demo data: there already")
            return
        load(now=timezone.now(), say=self.say)

    def say(self, words: str) -> None:
        """Show progress as it happens."""
        self.stdout.write(words)
        self.stdout.flush()
