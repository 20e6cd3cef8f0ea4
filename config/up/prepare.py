"""Brings the database and the catalogues up to date, before anything is served.

`make up` runs it. On a server of your own it is an upgrade: python -m config.up.prepare
"""

import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from config import env
from config.messages import compile_messages
from config.up.progress import Progress

STEPS = (
    ("Database: bring the tables up to date", ["migrate"]),
    ("Database: shared cache", ["createcachetable"]),
    ("Reference data: borders, places, themes, bodies", ["load_reference_data"]),
)
DEMONSTRATION = (("Demo data: loaded once, then left alone", ["load_demo_data"]),)
PRODUCTION = (("Static files: collect", ["collectstatic", "--no-input"]),)


def main(began: str = "", accounts: str = "") -> int:
    """Take the steps in order; each may be taken again without harm. Note the demo accounts."""
    progress = Progress(float(began or time.time()))
    with progress.step("Messages: compile"):
        compile_messages()
    django.setup()
    more = _more_steps()
    for words, command in (*STEPS, *more):
        with progress.step(words):
            call_command(*command, verbosity=0)
    if accounts:
        with Path(accounts).open("w") as file:
            if more == DEMONSTRATION:
                call_command("demo_accounts", stdout=file)
    connection.close()
    return 0


def _more_steps() -> tuple[tuple[str, list[str]], ...]:
    if not settings.IS_DEMONSTRATION:
        return PRODUCTION
    return DEMONSTRATION if env.text("DEMO_DATA", default="1") == "1" else ()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
