"""Brings the database and the catalogues up to date; run by `make up` before anything is served."""

import sys

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection

from config.messages import compile_messages
from config.up.progress import Progress

STEPS = (
    ("Database: bring the tables up to date", ("migrate",), False),
    ("Database: shared cache", ("createcachetable",), False),
    ("Reference data: borders, places, themes, bodies", ("load_reference_data",), False),
    ("Demo data: loaded once, then left alone", ("load_demo_data",), True),
)


def main(began: float) -> int:
    """Take the steps in order; each may be taken again without harm."""
    progress = Progress(began)
    with progress.step("Messages: compile"):
        compile_messages()
    django.setup()
    for words, command, only_for_demonstrations in STEPS:
        if only_for_demonstrations and not settings.IS_DEMONSTRATION:
            continue
        if command[0] not in get_commands():
            continue
        with progress.step(words):
            call_command(*command, verbosity=0)
    connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
