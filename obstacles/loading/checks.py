"""Every id that one reference file uses from another exists there, and values are known ones."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from .entries import Entry, File

# file: {field: file that holds the id}; a dot leads into a list of objects.
REFERENCES = {
    "areas": {"parent": "areas", "borders": "borders"},
    "themes": {"parent": "themes"},
    "borders": {
        "parent": "borders",
        "sides.country": "areas",
        "sides.areas": "areas",
        "sides.nuts3": "areas",
        "uncertain_nuts3": "areas",
    },
    "bodies": {
        "area": "areas",
        "borders": "borders",
        "themes": "themes",
        "networks": "networks",
    },
    "networks": {
        "secretariat": "bodies",
        "parties": "areas",
        "members": "bodies",
        "observers": "bodies",
        "associated": "bodies",
        "themes": "themes",
        "borders": "borders",
        "ladder.body": "bodies",
    },
    "reasons": {},
    "destinations": {"bodies": "bodies", "reason": "reasons"},
    "terms": {"theme": "themes"},
}
# file: {field: the list of known values in the file's own meta}
VALUES = {
    "themes": {"deciding_kinds": "deciding_kinds"},
    "borders": {"kind": "kinds"},
    "bodies": {"kind": "kinds", "level": "levels", "roles": "roles"},
    "networks": {"ladder.level": "ladder_levels"},
    "reasons": {"step": "steps"},
    "destinations": {"kind": "kinds"},
}
_SEATS = ("members", "observers", "associated")


def check(files: Mapping[str, File]) -> None:
    """Raise WrongEntry at the first id or value that nobody knows."""
    for file in files.values():
        for entry in file.entries.values():
            _check_references(entry, files)
            _check_values(entry, file.meta)
    _check_both_sides(files["bodies"].entries, files["networks"].entries)


def _check_references(entry: Entry, files: Mapping[str, File]) -> None:
    for field, target in REFERENCES[entry.file].items():
        for key in _values(entry, field):
            if key not in files[target].entries:
                raise entry.wrong(field, f"{key} is not in {target}.json")


def _check_values(entry: Entry, meta: Mapping[str, Any]) -> None:
    for field, known in VALUES.get(entry.file, {}).items():
        for value in _values(entry, field):
            if value not in meta[known]:
                raise entry.wrong(field, f"{value} is not one of {known}")


def _check_both_sides(bodies: Mapping[str, Entry], networks: Mapping[str, Entry]) -> None:
    """Membership is written at the body and at the network; both must say the same."""
    for network in networks.values():
        for field in _SEATS:
            _check_named(network, field, bodies, lambda body: body["networks"])
    for body in bodies.values():
        _check_named(body, "networks", networks, _people_of)


def _check_named(
    entry: Entry,
    field: str,
    others: Mapping[str, Entry],
    named_by: Callable[[Entry], Collection[str]],
) -> None:
    for key in entry[field]:
        if entry.key not in named_by(others[key]):
            raise entry.wrong(field, f"{key} does not name {entry.key}")


def _people_of(network: Entry) -> set[str]:
    return {network["secretariat"], *(key for field in _SEATS for key in network[field])}


def _values(entry: Entry, path: str) -> Iterator[str]:
    """Every value at a path, one by one; null and empty say nothing."""
    field, _, inner = path.partition(".")
    values = entry[field]
    for value in values if isinstance(values, list) else [values]:
        found = value.get(inner) if inner else value
        yield from found if isinstance(found, list) else [found] if found else []
