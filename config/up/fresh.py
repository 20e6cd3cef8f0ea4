"""`make demo`: put the demonstration back to its first day."""

import shutil
import sys

from config.embedded import discard

from .earlier import Register
from .plan import BadPlanError, Plan, make_plan
from .progress import tell

FOLDERS = ("files", "mail")


def main(agreed: bool) -> int:
    """Throw the demonstration away, after asking; the next `make up` makes a new one."""
    plan = make_plan()
    if not plan.own_database:
        sys.stderr.write("DATABASE_URL is set: a server that is not ours is never emptied.\n")
        return 1
    if not agreed and not _agrees(plan):
        tell("Nothing was changed.")
        return 1
    try:
        _throw_away(plan)
    except BadPlanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    tell("Done. `make up` starts with fresh demo data.")
    return 0


def _agrees(plan: Plan) -> bool:
    tell(f"All reports, letters and files in {plan.home} will be lost.")
    return input("Type yes to go on: ").strip().lower() == "yes"


def _throw_away(plan: Plan) -> None:
    plan.make_folders()
    lock = Register(plan).enter()
    discard(plan.home)
    for name in FOLDERS:
        shutil.rmtree(plan.home / name, ignore_errors=True)
    lock.close()


if __name__ == "__main__":
    sys.exit(main(agreed="--yes" in sys.argv))
