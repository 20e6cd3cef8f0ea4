from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflow import jobs


class Command(BaseCommand):
    help = "Send letters, run errands and watch the clocks, until asked to stop."
    requires_system_checks: list[str] = []  # the web server makes them; a worker needs no pages

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-done", action="store_true", help="Stop when nothing is left.")

    def handle(self, *, until_done: bool = False, **options: Any) -> None:
        jobs.work(until_done=until_done)
