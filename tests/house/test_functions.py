"""Functions stay short enough to read at a glance."""

import ast
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
MOST = 40


def test_no_function_has_more_than_40_lines():
    long = {}
    for folder in ("config", "obstacles", "workflow", "api", "web"):
        for path in (HOUSE / folder).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    lines = (node.end_lineno or 0) - node.lineno + 1
                    if lines > MOST:
                        long[f"{path.relative_to(HOUSE)}:{node.name}"] = lines

    assert long == {}
