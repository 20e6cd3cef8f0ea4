from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Print the demo accounts."

    def handle(self, **options: Any) -> None:
        if not getattr(settings, "IS_DEMONSTRATION", False):
            raise CommandError("Demo accounts are for development and tests only.")
        for account in ACCOUNTS:
            if account.signs_in:
                parts = ", ".join(str(role.label) for role in account.roles)
                self.stdout.write(
                    f"  {account.username:<14} {account.first} {account.last}, {parts}"
                )
        self.stdout.write(f"  password of all: {PASSWORD}")
