from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from obstacles.loading import REFERENCE_DATA, WrongEntry, load_reference_data


class Command(BaseCommand):
    help = "Load countries, borders, bodies, networks, themes, reasons, destinations and terms."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=REFERENCE_DATA)

    def handle(self, **options: object) -> None:
        folder = options["folder"]
        try:
            tallies = load_reference_data(Path(str(folder)))
        except WrongEntry as trouble:
            raise CommandError(str(trouble)) from None
        for tally in tallies:
            self.stdout.write(f"{tally.file}: {tally.entries} entries, {tally.written} written")
            for key in tally.gone:
                self.stdout.write(f"{tally.file}: {key} is no longer in the file")
