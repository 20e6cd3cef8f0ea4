"""Networks, who sits in them, and their escalation ladders."""

from collections.abc import Sequence

from obstacles.models import Member, Network, Rung

from .entries import Entry
from .rows import Keys, Subject, replace_links

_GROUPS = {
    "members": Member.Group.MEMBER,
    "observers": Member.Group.OBSERVER,
    "associated": Member.Group.ASSOCIATED,
}


def _columns(entry: Entry, keys: Keys) -> dict[str, object]:
    return {
        "slug": entry.key,
        **entry.texts("names", "name"),
        "kind": entry["kind"],
        "secretariat_id": keys["bodies"].get(entry["secretariat"]),
        "founded": entry["founded"],
        "founded_note": entry.text("founded_note"),
        **entry.texts("meeting_rhythm", "rhythm"),
        **entry.texts("decides", "decides"),
        "website": entry.text("website"),
        "sources": entry["sources"],
        "verified": entry["verified"],
    }


def _tie(entries: Sequence[Entry], keys: Keys) -> None:
    for field, name, target in (
        (Network.parties, "parties", "areas"),
        (Network.themes, "themes", "themes"),
        (Network.borders, "borders", "borders"),
    ):
        links = {
            keys["networks"][entry.key]: [keys[target][key] for key in entry[name]]
            for entry in entries
        }
        replace_links(field, links)
    _seat_members(entries, keys)
    _raise_ladders(entries, keys)


def _seat_members(entries: Sequence[Entry], keys: Keys) -> None:
    seats = {
        (keys["networks"][entry.key], keys["bodies"][key]): group
        for entry in entries
        for field, group in _GROUPS.items()
        for key in entry[field]
    }
    networks = [keys["networks"][entry.key] for entry in entries]
    left = [
        member.pk
        for member in Member.objects.filter(network__in=networks)
        if (member.network_id, member.authority_id) not in seats
    ]
    Member.objects.filter(pk__in=left).delete()
    Member.objects.bulk_create(
        [
            Member(network_id=network, authority_id=authority, group=group)
            for (network, authority), group in seats.items()
        ],
        update_conflicts=True,
        unique_fields=["network", "authority"],
        update_fields=["group"],
    )


def _raise_ladders(entries: Sequence[Entry], keys: Keys) -> None:
    Rung.objects.bulk_create(
        [
            Rung(
                network_id=keys["networks"][entry.key],
                level=rung["level"],
                authority_id=keys["bodies"].get(rung["body"]),
                label=rung["label"] or "",
            )
            for entry in entries
            for rung in entry["ladder"]
        ],
        update_conflicts=True,
        unique_fields=["network", "level"],
        update_fields=["authority", "label"],
    )


NETWORKS = Subject("networks", Network, ("slug",), _columns, _tie)
