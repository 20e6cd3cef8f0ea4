"""Words of the field in four languages."""

from obstacles.models import Term

from .entries import Entry
from .rows import Keys, Subject


def _columns(entry: Entry, keys: Keys) -> dict[str, object]:
    return {
        "slug": entry.key,
        "theme_id": keys["themes"].get(entry["theme"]),
        "words": entry["terms"],
    }


TERMS = Subject("terms", Term, ("slug",), _columns)
