"""Ends the tokens of a person at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from api.models import Token


class Command(BaseCommand):
    help = "End all API tokens of a person, or those of one name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="user name")
        parser.add_argument("--name", help="only tokens of this name")

    def handle(self, **options: Any) -> None:
        found = Token.objects.filter(user__username=options["user"], revoked_at=None)
        if options["name"]:
            found = found.filter(name=options["name"])
        self.stdout.write(f"{found.update(revoked_at=timezone.now())} ended")
