import shutil
from pathlib import Path

import pytest

from obstacles.loading import REFERENCE_DATA


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the reference files, to be edited."""
    return Path(shutil.copytree(REFERENCE_DATA, tmp_path / "files"))
