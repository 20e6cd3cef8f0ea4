"""The table of addresses in docs/api.md says truly which of the contract are there."""

import re
from functools import cache
from pathlib import Path

from api.views.documentation import described

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
ROW = re.compile(r"^\| (GET|POST|PUT|PATCH|DELETE) `([^`]+)` \| (there|not there yet) \|$", re.M)
KINDS = ("reports", "obstacles", "consultations", "files")
APART = {("GET", "/schema"), ("GET", "/docs")}


def bare(path):
    return re.sub(r"\{[^}]*\}", "{}", path.removeprefix("/api/v1"))


@cache
def there():
    """Every method and address that is described, blanks without their names."""
    paths = described()["paths"].items()
    return {(method.upper(), bare(path)) for path, told in paths for method in told} | APART


def spellings(path):
    """An address of any case is there when it is for one kind of case."""
    return [bare(path.replace("{case}", f"{kind}/{{}}")) for kind in KINDS]


def is_there(method, path):
    """A step named by a blank is there when steps are; a measure when measures are."""
    wanted = [re.sub(r"transitions/\{\}", "transitions/[a-z_]+", one) for one in spellings(path)]
    wanted = [one.replace("{}", r"\{\}") for one in wanted]
    measured = re.sub(r"/statistics/[a-z]+$", r"/statistics/\{\}", wanted[0])
    patterns = [re.compile(f"{one}$") for one in (*wanted, measured)]
    return any(verb == method and any(one.match(at) for one in patterns) for verb, at in there())


def test_every_line_of_the_table_is_true():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))

    wrong = [
        (method, path, told)
        for method, path, told in rows
        if is_there(method, path) != (told == "there")
    ]

    assert len(rows) > 100
    assert wrong == []
