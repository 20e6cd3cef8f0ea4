from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from obstacles.uploads.stock import remove_unknown, take_stock


class Command(BaseCommand):
    help = "Compare uploaded files with what the database knows of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove-unknown", action="store_true")

    def handle(self, **options: object) -> None:
        stock = take_stock(today=timezone.localdate())
        for name in stock.unknown:
            self.stdout.write(f"{name}: belongs to nothing")
        if options["remove_unknown"]:
            remove_unknown(stock)
        for name in stock.missing:
            self.stderr.write(f"{name}: is missing")
        for name in stock.changed:
            self.stderr.write(f"{name}: has changed")
        if stock.missing or stock.changed:
            raise CommandError("files are missing or have changed: restore them from the backup")
