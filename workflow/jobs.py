"""What the queue runs: it wakes the post room, the errands and the clock.

A job asks the tables what there is to do, so it may run late, twice, or beside itself. Whatever
was not woken is found by the sweep of the next minute.
"""

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from procrastinate import Blueprint, PsycopgConnector
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django.utils import connector_params

from . import alarm, changes, clock, deliveries, errand_room, exports, overlooked, post

EVERY_MINUTE = "* * * * *"
EVERY_QUARTER = "*/15 * * * *"
EVERY_NIGHT = "40 3 * * *"
EVERY_TWENTY_SECONDS = "* * * * * */20"
HEARTBEAT = 5.0
DEAD_AFTER = 15.0
AT_ONCE = 3
# A job that took its worker down this often is left for somebody to look at.
STARTS = 5

# The worker's row may be gone, or taken by nobody: what counts is that no heart beats behind a job.
ORPHANS = """
UPDATE procrastinate_jobs AS job
SET worker_id = NULL,
    abort_requested = false,
    status = CASE
        WHEN (SELECT count(*) FROM procrastinate_events AS event
              WHERE event.job_id = job.id AND event.type = 'started') < %(starts)s
        THEN 'todo' ELSE 'failed' END::procrastinate_job_status
WHERE job.status = 'doing'
  AND NOT EXISTS (
      SELECT FROM procrastinate_workers AS worker
      WHERE worker.id = job.worker_id
        AND worker.last_heartbeat > now() - make_interval(secs => %(dead_after)s))
"""

# Whoever looks at the tables now sees all that these were woken for.
SAME = """
DELETE FROM procrastinate_jobs
WHERE task_name = %s AND status = 'todo' AND coalesce(scheduled_at, now()) <= now()
"""

house = Blueprint()


@house.periodic(cron=EVERY_MINUTE)
@house.task(name=alarm.POST, queue=alarm.QUEUE)
def send_letters(timestamp: int = 0) -> None:
    """Send what is due; when more waits than goes at once, come again."""
    _answer_all(alarm.POST)
    if post.send_due(now=timezone.now()) == post.AT_ONCE:
        alarm.wake(alarm.POST)


@house.periodic(cron=EVERY_MINUTE)
@house.task(name=alarm.ERRANDS, queue=alarm.QUEUE)
def run_errands(timestamp: int = 0) -> None:
    _answer_all(alarm.ERRANDS)
    if errand_room.run_errands(now=timezone.now()) == errand_room.AT_ONCE:
        alarm.wake(alarm.ERRANDS)


@house.periodic(cron=EVERY_MINUTE)
@house.task(name=alarm.DELIVERIES, queue=alarm.QUEUE, lock=alarm.LOCKS[alarm.DELIVERIES])
def send_deliveries(timestamp: int = 0) -> None:
    """Tell the programs of others what is owed to them."""
    _answer_all(alarm.DELIVERIES)
    if deliveries.send_owed(clock=timezone.now) == deliveries.AT_ONCE:
        alarm.wake(alarm.DELIVERIES)


@house.periodic(cron=EVERY_MINUTE)
@house.task(name=alarm.EXPORTS, queue=alarm.QUEUE)
def make_exports(timestamp: int = 0) -> None:
    """Make the lists that were asked for as a file."""
    _answer_all(alarm.EXPORTS)
    exports.make_waiting(clock=timezone.now)


@house.periodic(cron=EVERY_QUARTER)
@house.task(name="clock", queue=alarm.QUEUE)
def watch_deadlines(timestamp: int = 0) -> None:
    """Take what falls to the clock, and owe what nobody wrote down."""
    now = timezone.now()
    clock.run_clock(now=now)
    overlooked.owe_overlooked(now=now)
    changes.tidy(now=now)
    deliveries.forget_old(now=now)
    exports.forget_old(now=now)


@house.periodic(cron=EVERY_NIGHT)
@house.task(name="night", queue=alarm.QUEUE)
def forget_sessions(timestamp: int = 0) -> None:
    """Forget who was signed in until a time that has passed."""
    call_command("clearsessions")


@house.periodic(cron=EVERY_TWENTY_SECONDS)
@house.task(name="orphans", queue=alarm.QUEUE)
def take_in_orphans(timestamp: int = 0) -> None:
    free_orphans()


def _answer_all(job: str) -> None:
    """One look answers every call that waits: a flood of them costs one."""
    with connection.cursor() as cursor:
        cursor.execute(SAME, [job])


def free_orphans() -> int:
    """Give back the jobs of workers that died; return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(ORPHANS, {"dead_after": DEAD_AFTER, "starts": STARTS})
        return int(cursor.rowcount)


def work(*, until_done: bool = False) -> None:
    """Work until asked to stop, and finish the jobs at hand; or until nothing is left to do.

    The worker's own connections are not those of the steps: what a job wakes becomes visible
    with its transaction, as everywhere.
    """
    free_orphans()
    connector = PsycopgConnector(kwargs=connector_params(), min_size=2, max_size=AT_ONCE + 3)
    app = DjangoApp(connector=connector)
    app.add_tasks_from(house, namespace="")
    app.run_worker(
        queues=[alarm.QUEUE],
        concurrency=1 if until_done else AT_ONCE,  # one by one: each may wake the next
        wait=not until_done,
        delete_jobs="successful",
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=DEAD_AFTER,
    )
