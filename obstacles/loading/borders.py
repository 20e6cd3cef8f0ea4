"""Borders, their two or more sides, and the rows for several, not known and third countries."""

from collections.abc import Sequence

from obstacles.models import Border, BorderSide

from .entries import Entry
from .rows import Keys, Subject, replace_links


def _columns(entry: Entry, keys: Keys) -> dict[str, object]:
    return {
        "slug": entry.key,
        "kind": entry["kind"],
        "parent_id": keys["borders"].get(entry["parent"]),
        **entry.texts("names", "name"),
        "rank": entry.rank,
        "map": entry["map"],
        "note": entry.text("note"),
    }


def _tie(entries: Sequence[Entry], keys: Keys) -> None:
    areas = keys["areas"]
    written = {
        (keys["borders"][entry.key], areas[side["country"]]): side
        for entry in entries
        for side in entry["sides"]
    }
    BorderSide.objects.bulk_create(
        [BorderSide(border_id=border, country_id=country) for border, country in written],
        ignore_conflicts=True,
    )
    borders = [keys["borders"][entry.key] for entry in entries]
    there = {
        (side.border_id, side.country_id): side.pk
        for side in BorderSide.objects.filter(border__in=borders)
    }
    BorderSide.objects.filter(pk__in=[there[pair] for pair in there.keys() - written]).delete()
    for field, name in ((BorderSide.areas, "areas"), (BorderSide.regions, "nuts3")):
        links = {
            there[pair]: [areas[code] for code in side[name]] for pair, side in written.items()
        }
        replace_links(field, links)


BORDERS = Subject("borders", Border, ("slug",), _columns, _tie)
