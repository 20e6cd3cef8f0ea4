"""Words of the field in four languages."""

from ..models import Term
from .entries import Entry
from .rows import Keys, Subject


def _columns(entry: Entry, rank: int, keys: Keys) -> dict[str, object]:
    return {
        "slug": entry.key,
        "theme_id": keys["themes"].get(entry["theme"]),
        "words": entry["terms"],
    }


TERMS = Subject("terms", Term, ("slug",), _columns)
