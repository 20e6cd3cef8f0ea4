"""Services that help better than we can."""

from collections.abc import Sequence

from obstacles.models import Destination

from .entries import Entry
from .rows import Keys, Subject, replace_links


def _columns(entry: Entry, keys: Keys) -> dict[str, object]:
    return {
        "slug": entry.key,
        "kind": entry["kind"],
        **entry.texts("names", "name"),
        "website": entry.text("website"),
        "reason_id": keys["reasons"].get(entry["reason"]),
        **entry.texts("what", "what"),
        **entry.texts("when", "when"),
        "retired": entry.get("retired", False),
    }


def _tie(entries: Sequence[Entry], keys: Keys) -> None:
    links = {
        keys["destinations"][entry.key]: [keys["bodies"][key] for key in entry["bodies"]]
        for entry in entries
    }
    replace_links(Destination.bodies, links)


DESTINATIONS = Subject("destinations", Destination, ("slug",), _columns, _tie)
