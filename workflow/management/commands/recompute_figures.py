"""Read times in states and tallies off the log once more, and say what was different."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.statistics.recompute import differences, rebuild


class Command(BaseCommand):
    help = "Compare times in states and tallies with the log; write them anew where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare only, change nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        found = differences()
        if found and check:
            raise CommandError(f"{found} figures are not what the log says")
        if found:
            rebuild()
        self.stdout.write(f"{found} figures were different from the log.")
