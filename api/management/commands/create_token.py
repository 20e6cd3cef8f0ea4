"""Lets a program speak as a person or as a body: prints a token, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.models import DAYS, MOST_DAYS, Token
from api.networks import read_network
from api.scopes import DAILY, SCOPES
from obstacles.models import User


class Command(BaseCommand):
    help = "Make an API token for a person or a service account. It is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="user name")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument("--days", type=int, default=DAYS, help="how long it is valid")
        parser.add_argument(
            "--scope",
            action="append",
            choices=list(SCOPES),
            help=f"what it may do, once for each; default: {' '.join(DAILY)}",
        )
        parser.add_argument(
            "--network", action="append", default=[], help="where it may be used from, as CIDR"
        )

    def handle(self, **options: Any) -> None:
        person = User.objects.filter(username=options["user"], is_active=True).first()
        if person is None:
            raise CommandError("There is no active person with this user name.")
        if not 1 <= options["days"] <= MOST_DAYS:
            raise CommandError(f"A token is valid for 1 to {MOST_DAYS} days.")
        _token, secret = Token.issue(
            person,
            name=options["name"],
            scopes=options["scope"] or list(DAILY),
            days=options["days"],
            networks=[_network(text) for text in options["network"]],
        )
        self.stdout.write(secret)


def _network(text: str) -> str:
    try:
        return str(read_network(text))
    except ValueError as error:
        raise CommandError(str(error)) from None
