"""Fill the database with a realistic mix of cases: python -m benchmarks.fill --cases 100000

Set by set in SQL, with the log and both triggers on. Reference data and the demo's people must be
there. Refuses a database that holds cases which are not demonstration data.
"""

import argparse
import os
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from benchmarks.corpus import cases  # noqa: E402
from workflow.demo.accounts import make_accounts  # noqa: E402
from workflow.ledger import first_false_line  # noqa: E402
from workflow.models import Case  # noqa: E402
from workflow.statistics.recompute import TALLY  # noqa: E402

STAGING = """
CREATE TEMP TABLE bench_staging (number int, kind text, reference text, opened timestamptz,
    language text, words text, steps text[], gap int)
"""


def fill(count: int) -> float:
    """Fill in one transaction; return the seconds it took."""
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STAGING)
        with cursor.copy("COPY bench_staging FROM STDIN") as copy:
            for row in cases(count):
                copy.write_row(row)
        cursor.execute((Path(__file__).parent / "fill.sql").read_text(encoding="utf-8"))
        cursor.execute("DELETE FROM workflow_tally")
        cursor.execute(TALLY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return time.perf_counter() - started


def check(sample: int = 200) -> None:
    """The chain of a sample of cases must hold."""
    for case in Case.objects.order_by("pk")[:sample]:
        wrong = first_false_line(case.log.order_by("number"))
        if wrong is not None:
            raise SystemExit(f"line {wrong} of {case.pk} does not fit")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    wanted = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("load_reference_data", verbosity=0)
    make_accounts()
    if Case.objects.exclude(report__is_demonstration=True).of("report").exists():
        raise SystemExit("This database holds real reports: choose another.")
    took = fill(wanted.cases)
    check()
    print(f"{wanted.cases} cases in {took:.0f} s, {Case.objects.count()} in all")


if __name__ == "__main__":
    main()
