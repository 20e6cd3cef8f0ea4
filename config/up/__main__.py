"""`make up`: prepare the house, switch it on, say where it is, mind it, switch it off."""

import signal
import subprocess
import sys
from types import FrameType

from config import env
from config.embedded import NoDatabaseError, database_url

from .earlier import Register
from .plan import BadPlanError, Plan, make_plan
from .processes import die_with_parent
from .progress import Progress, tell
from .watch import Watch


def main() -> int:
    """Run the house until Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        return _run(make_plan(), Progress())
    except (BadPlanError, NoDatabaseError) as error:
        sys.stderr.write(f"\n{error}\n")
        return 1
    except KeyboardInterrupt:
        return 0


def _run(plan: Plan, progress: Progress) -> int:
    plan.make_folders()
    register = Register(plan)
    lock = register.enter()
    watch = Watch(plan, register, progress)
    try:
        _prepare(plan, progress)
        with progress.step("Web server, worker and mail catcher: start"):
            watch.begin()
        _welcome(plan, progress)
        watch.mind()
    finally:
        _let_nobody_interrupt()
        register.leave()
        watch.end()
        lock.close()
    return 0


def _prepare(plan: Plan, progress: Progress) -> None:
    if plan.own_database:
        with progress.step("Database: start the embedded PostgreSQL"):
            database_url(plan.home)
    command = [sys.executable, "-m", "config.up.prepare", str(progress.began), str(plan.accounts)]
    if _run_to_its_end(command, plan):
        raise BadPlanError("This step failed. The lines above say why.")


def _welcome(plan: Plan, progress: Progress) -> None:
    progress.say("Passerelle is up")
    tell(f"\n    The site      {plan.address}")
    if plan.own_mail:
        tell(f"    Mail          {plan.mail_page} (files in {plan.mail_folder})")
    else:
        tell(f"    Mail          leaves through {env.text('EMAIL_HOST', default='')}")
    tell(f"    Logs          {plan.home / 'logs'}")
    accounts = plan.accounts.read_text()
    if accounts:
        tell(f"    Accounts\n{accounts}")
    tell("    Stop          Ctrl-C\n")


def _run_to_its_end(command: list[str], plan: Plan) -> int:
    with subprocess.Popen(
        command,
        cwd=env.HOUSE,
        env=plan.environment(),
        start_new_session=True,
        preexec_fn=die_with_parent,
    ) as running:
        try:
            return running.wait()
        finally:
            running.terminate()


def _stop(_number: int, _frame: FrameType | None) -> None:
    _let_nobody_interrupt()
    raise KeyboardInterrupt


def _let_nobody_interrupt() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
