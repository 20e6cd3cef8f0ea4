"""Reference data: files in, rows out. All is checked first; all of it is loaded, or nothing."""

from pathlib import Path

from django.db import transaction

from .areas import AREAS
from .authorities import BODIES
from .borders import BORDERS
from .checks import check
from .destinations import DESTINATIONS
from .entries import WrongEntry, read_all
from .networks import NETWORKS
from .reasons import REASONS
from .rows import Keys, Tally, load
from .terms import TERMS
from .themes import THEMES

__all__ = ["REFERENCE_DATA", "Tally", "WrongEntry", "load_reference_data"]

REFERENCE_DATA = Path(__file__).resolve().parent.parent / "reference_data"
# In this order, so that what a file refers to is there already.
_SUBJECTS = (AREAS, THEMES, BORDERS, BODIES, NETWORKS, REASONS, DESTINATIONS, TERMS)


def load_reference_data(folder: Path = REFERENCE_DATA) -> list[Tally]:
    """Bring the tables up to date with the files, or raise WrongEntry and change nothing."""
    files = read_all(folder)
    check(files)
    keys: Keys = {}
    with transaction.atomic():
        return [load(subject, files[subject.file], keys) for subject in _SUBJECTS]
