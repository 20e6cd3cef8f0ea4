"""A page answered in one language must not make the next test speak it."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    translation.activate("en")
    yield
    translation.activate("en")
