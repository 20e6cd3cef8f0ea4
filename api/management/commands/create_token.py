"""Lets a program speak as a person: prints a token, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.models import DAYS, Token
from obstacles.models import User


class Command(BaseCommand):
    help = "Make an API token for a person. It is printed once and kept as a hash."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="user name")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument("--days", type=int, default=DAYS, help="how long it is valid")

    def handle(self, **options: Any) -> None:
        person = User.objects.filter(username=options["user"], is_active=True).first()
        if person is None:
            raise CommandError("There is no active person with this user name.")
        if not 1 <= options["days"] <= 366:
            raise CommandError("A token is valid for 1 to 366 days.")
        _token, secret = Token.issue(person, name=options["name"], days=options["days"])
        self.stdout.write(secret)
