"""Functions stay short enough to read at a glance."""

import ast
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
MOST = 40


def functions():
    """Every function of the house, with the file it stands in."""
    for folder in ("config", "obstacles", "workflow", "api", "web"):
        for path in (HOUSE / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.FunctionDef):
                        yield path.relative_to(HOUSE), node


def test_no_function_has_more_than_40_lines():
    lengths = {
        f"{path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, node in functions()
    }

    assert {name: lines for name, lines in lengths.items() if lines > MOST} == {}
