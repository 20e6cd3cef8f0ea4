"""The queue with a real worker: it wakes what is owed, stops when asked, and may be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection, connections, transaction

from tests.factories import World, fresh
from tests.workflow.relay import Relay
from workflow import alarm, jobs
from workflow.models import Entry, Errand, Notice
from workflow.states import Intake

pytestmark = pytest.mark.django_db(transaction=True)

HOUSE = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    """Jobs that other tests committed are not this story's."""
    _sql("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    yield
    _sql("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def _sql(words: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(words)
        return cursor.fetchall() if cursor.description else []


def _jobs() -> list[tuple]:
    return _sql("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY id")


def _address() -> str:
    """The test's own database, as a worker of its own finds it."""
    told = connection.settings_dict
    who = f"postgres://{told['USER']}:{told['PASSWORD']}@"
    if told["HOST"].startswith("/"):
        return f"{who}/{told['NAME']}?{urlencode({'host': told['HOST']}, safe='/')}"
    return f"{who}{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


@contextmanager
def worker(*words: str, mail_port: int = 1) -> Iterator[subprocess.Popen]:
    """A worker in a process of its own."""
    told = {
        "DATABASE_URL": _address(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port),
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work", *words], cwd=HOUSE, env={**os.environ, **told}
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def _let_its_heart_stand_still() -> None:
    """As if the time had passed after which a worker without heartbeat is dead."""
    _sql("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")


def test_a_job_is_seen_after_the_commit_and_not_before():
    other = connections["default"].copy()
    with transaction.atomic():
        alarm.wake(alarm.POST)
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs")
            before = cursor.fetchone()
    other.close()

    assert before == (0,)
    assert _jobs() == [("post", "todo")]


def test_what_rolled_back_wakes_nobody():
    with transaction.atomic():
        alarm.wake(alarm.POST)
        transaction.set_rollback(True)

    assert _jobs() == []


def test_a_held_letter_is_woken_when_it_is_due(settings):
    settings.LETTERS_HELD_SECONDS = 30
    world = World()
    world.report("take_up", "redirect")

    [due] = _sql("SELECT scheduled_at FROM procrastinate_jobs WHERE scheduled_at IS NOT NULL")

    assert due == (Notice.objects.get(letter="redirected").due_at,)


def test_a_worker_does_what_was_woken():
    world = World()
    reports = [world.report("take_up", "link") for _number in range(2)]
    for report in reports:
        world.take(fresh(report.parent), "dismiss")

    with Relay() as relay, worker("--until-done", mail_port=relay.port) as process:
        code = process.wait(PATIENCE)

    told = sorted(str(letter["Subject"]).split()[-1] for letter in relay.letters)
    assert code == 0
    assert [fresh(report).state for report in reports] == [Intake.ANSWERED] * 2
    assert len(told) == Notice.objects.filter(sent_at__isnull=False).count()
    assert Notice.objects.filter(sent_at=None).count() == 0
    assert _jobs() == []


def test_many_calls_are_answered_by_one_look():
    later = datetime.now(UTC) + timedelta(hours=1)
    for _call in range(50):
        alarm.wake(alarm.POST)
    alarm.wake(alarm.ERRANDS)
    alarm.wake(alarm.POST, at=later)

    jobs.send_letters()

    assert _jobs() == [("errands", "todo"), ("post", "todo")]


def test_a_worker_stops_when_it_is_asked_to():
    with worker() as process:
        _until(lambda: _sql("SELECT 1 FROM procrastinate_workers"))
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE)

    assert code == 0
    assert _sql("SELECT 1 FROM procrastinate_workers") == []


def test_a_worker_killed_at_a_letter_is_followed_by_one_that_sends_it():
    World().report()
    with Relay() as relay:
        relay.held = True
        with worker(mail_port=relay.port) as first:
            _until(lambda: relay.letters)
            first.kill()
            first.wait()
        left = _jobs()
        relay.held = False
        _let_its_heart_stand_still()

        with worker("--until-done", mail_port=relay.port) as second:
            code = second.wait(PATIENCE)

    notice = Notice.objects.get()
    assert ("post", "doing") in left
    assert code == 0
    assert notice.sent_at is not None
    assert {letter["Message-ID"] for letter in relay.letters} == {notice.message_id}
    assert _jobs() == []


def test_a_worker_killed_among_errands_is_followed_by_one_that_finishes():
    world = World()
    obstacle = world.obstacle()
    reports = [world.report("take_up", contact_way="anonymous", email="") for _one in range(25)]
    for report in reports:
        world.take(report, "link", obstacle=obstacle.reference)
    _sql("TRUNCATE procrastinate_jobs CASCADE")
    world.take(obstacle, "dismiss")

    with worker() as first:
        _until(lambda: Errand.objects.exclude(settled_at=None).exists())
        first.kill()
        first.wait()
    between = Errand.objects.filter(settled_at=None).count()
    _let_its_heart_stand_still()
    with worker("--until-done") as second:
        second.wait(PATIENCE)

    assert between > 0
    assert Errand.objects.filter(settled_at=None).count() == 0
    assert Entry.objects.filter(step="conclude").count() == 25
    assert {fresh(report).state for report in reports} == {Intake.ANSWERED}


def test_a_job_whose_workers_row_is_gone_is_taken_in():
    alarm.wake(alarm.POST)
    _sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")

    freed = jobs.free_orphans()

    assert (freed, _jobs()) == (1, [("post", "todo")])


def test_a_job_of_a_living_worker_is_left_alone():
    alarm.wake(alarm.POST)
    _sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    _sql(
        "UPDATE procrastinate_jobs SET status = 'doing',"
        " worker_id = (SELECT id FROM procrastinate_workers)"
    )

    assert jobs.free_orphans() == 0


def test_a_job_that_takes_its_worker_down_each_time_is_left_for_a_person():
    alarm.wake(alarm.POST)
    for _start in range(jobs.STARTS):
        _sql("UPDATE procrastinate_jobs SET status = 'doing'")
        jobs.free_orphans()

    assert _jobs() == [("post", "failed")]
