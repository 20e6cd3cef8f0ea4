"""Browser tests need a Chromium: the build server must have one, others may do without."""

import os
import shutil

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium on this machine (Debian: apt-get install chromium)"


def chromium() -> str | None:
    """Where the browser of the system is."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a browser where there is none; on the build server that is a failure."""
    if item.get_closest_marker("browser") is None or chromium():
        return
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)
