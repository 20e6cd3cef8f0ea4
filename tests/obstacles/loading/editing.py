import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def change(folder: Path, file: str, edit: Callable[[list[Any]], object]) -> None:
    """Edit the list of a reference file."""
    path = folder / f"{file}.json"
    content = json.loads(path.read_text())
    edit(content[file])
    path.write_text(json.dumps(content))
