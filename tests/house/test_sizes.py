"""Files and templates stay small: when one nears its limit, a noun is hiding in it."""

from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PYTHON = ("config", "obstacles", "workflow", "api", "web")


def too_long(pattern, folders, limit):
    files = [path for folder in folders for path in (HOUSE / folder).rglob(pattern)]
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    return {
        str(path.relative_to(HOUSE)): lines
        for path, lines in counted.items()
        if lines > limit and "migrations" not in path.parts
    }


def test_no_file_has_more_than_200_lines():
    assert too_long("*.py", PYTHON, 200) == {}


def test_no_template_has_more_than_120_lines():
    assert too_long("*.html", ["templates"], 120) == {}


def test_no_module_is_named_for_its_kind():
    forbidden = {"utils", "helpers", "common", "misc", "services", "managers"}

    named = {path.stem for folder in PYTHON for path in (HOUSE / folder).rglob("*.py")}

    assert named & forbidden == set()
