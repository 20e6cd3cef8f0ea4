import pytest


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    """Files of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path
