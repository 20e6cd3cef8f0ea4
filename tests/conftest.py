"""What every run needs: the compiled catalogues, and a Chromium for what is looked at.

The build server must have a Chromium; others may do without.
"""

import os
import shutil

import pytest

from config.messages import compile_messages

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium on this machine (Debian: apt-get install chromium)"


def chromium() -> str | None:
    """Where the browser of the system is."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before the workers start: pages are read in four languages."""
    if not hasattr(config, "workerinput"):
        compile_messages()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a browser where there is none; on the build server that is a failure."""
    if item.get_closest_marker("browser") is None or chromium():
        return
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)
