"""What obstacles are about, on two levels."""

from obstacles.models import Theme

from .entries import Entry
from .rows import Keys, Subject


def _columns(entry: Entry, keys: Keys) -> dict[str, object]:
    return {
        "slug": entry.key,
        "parent_id": keys["themes"].get(entry["parent"]),
        "level": entry["level"],
        **entry.texts("names", "name"),
        **entry.texts("descriptions", "description"),
        "deciding_kinds": entry["deciding_kinds"],
        "rank": entry.rank,
    }


THEMES = Subject("themes", Theme, ("slug",), _columns)
