"""Countries, regions and groups of states."""

from obstacles.models import Area

from .entries import Entry
from .rows import Keys, Subject


def _columns(entry: Entry, keys: Keys) -> dict[str, object]:
    return {
        "code": entry.key,
        "code_2024": entry.text("code_nuts_2024"),
        "level": entry["level"],
        "kind": entry["kind"],
        "parent_id": keys["areas"].get(entry["parent"]),
        "official_name": entry["official_name"],
        **entry.texts("names", "name"),
        "languages": entry["languages"],
        "scope": entry["scope"],
        "code_status": entry["code_status"],
    }


AREAS = Subject("areas", Area, ("code",), _columns)
