from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflow import errand_room, overlooked


class Command(BaseCommand):
    help = "Take the steps that are owed because of steps in other cases."

    def handle(self, **options: Any) -> None:
        overlooked.owe_overlooked(now=timezone.now())
        total = 0
        while settled := errand_room.run_errands(now=timezone.now()):
            total += settled
        self.stdout.write(f"Errands settled: {total}")
