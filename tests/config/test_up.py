import socket
import subprocess
import sys

import pytest

from config.up import ports
from config.up.children import Child
from config.up.plan import BadPlanError, make_plan
from config.up.processes import process
from config.up.progress import Progress


@pytest.fixture
def plan(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "EMAIL_HOST", "PUBLIC_ADDRESS", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PASSERELLE_HOME", str(tmp_path))
    monkeypatch.setenv("PORT", "8123")
    return make_plan()


def test_all_ports_follow_from_the_first(plan):
    told = plan.environment()

    assert plan.ports == [8123, 8148, 8149]
    assert told["EMAIL_PORT"] == "8149"
    assert told["PUBLIC_ADDRESS"] == "http://localhost:8123"
    assert told["DJANGO_SETTINGS_MODULE"] == "config.settings.development"


def test_programs_stop_in_this_order(plan):
    assert [child.name for child in plan.children()] == ["web server", "worker", "mail catcher"]


def test_with_a_mail_server_of_your_own_nothing_is_caught(plan, monkeypatch):
    monkeypatch.setenv("EMAIL_HOST", "mail.example")

    mine = make_plan()

    assert mine.ports == [8123]
    assert [child.name for child in mine.children()] == ["web server", "worker"]


@pytest.mark.parametrize("port", ["0", "abc", "70000", "-1"])
def test_a_port_that_is_none_is_refused_in_words(port, monkeypatch):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(BadPlanError, match="PORT must be a number"):
        make_plan()


def test_who_holds_a_port_is_said_in_words():
    with socket.create_server((ports.LOOPBACK, 0)) as server:
        port = server.getsockname()[1]

        free, who = ports.is_free(port), ports.holder(port)

    assert free is False
    assert "pytest" in who or "python" in who


def test_a_program_that_ends_is_noticed_once_and_waits_longer_each_time(tmp_path):
    child = Child("clerk", [sys.executable, "-c", "print('gone')"], tmp_path / "log", 1)
    pauses = []

    for _ in range(3):
        child.start({}, tmp_path)
        assert child.running is not None
        child.running.wait()
        assert child.has_just_ended()
        assert not child.has_just_ended()
        pauses.append(child.pause)

    assert pauses == [1.0, 2.0, 4.0]
    assert child.last_words() == "    gone\n    gone\n    gone"


def test_a_program_that_does_not_stop_is_ended(tmp_path):
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)\n"
    child = Child("clerk", [sys.executable, "-c", deaf + "time.sleep(60)"], tmp_path / "log", 0.2)
    child.start({}, tmp_path)
    while not child.log.read_text():
        pass

    assert child.stop()
    assert child.running is not None
    assert child.running.returncode == -9


def test_a_later_process_with_the_same_number_is_another():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as asked:
        known = process(asked.pid)
        alive, other = known.lives(), type(known)(known.pid, "1").lives()

        gone = known.end(within=5)

    assert (alive, other, gone) == (True, False, True)


def test_progress_shows_the_seconds(capsys):
    Progress().say("Database: start")

    assert capsys.readouterr().out == "[  0.0 s] Database: start\n"
