"""Public bodies, and which of them is the centre."""

from collections.abc import Sequence

from obstacles.models import Authority

from .entries import Entry
from .rows import Keys, Subject, replace_links

CENTRE = "benelux-general-secretariat"


def _columns(entry: Entry, keys: Keys) -> dict[str, object]:
    return {
        "slug": entry.key,
        "short_name": entry["short_name"],
        **entry.texts("names", "name"),
        "kind": entry["kind"],
        "level": entry["level"],
        "area_id": keys["areas"].get(entry["area"]),
        "languages": entry["languages"],
        "website": entry.text("website"),
        "website_status": entry.text("website_status"),
        "roles": entry["roles"],
        "generalist": entry["generalist"],
        "note": entry.text("note"),
        "retired": entry.get("retired", False),
    }


def _tie(entries: Sequence[Entry], keys: Keys) -> None:
    for field, name in ((Authority.themes, "themes"), (Authority.borders, "borders")):
        links = {
            keys["bodies"][entry.key]: [keys[name][key] for key in entry[name]] for entry in entries
        }
        replace_links(field, links)
    _name_the_centre()


def _name_the_centre() -> None:
    """Only where nobody chose a centre: another house may run this for itself."""
    if not Authority.objects.filter(is_centre=True).exists():
        Authority.objects.filter(slug=CENTRE).update(is_centre=True)


BODIES = Subject("bodies", Authority, ("slug",), _columns, _tie)
