"""Entries of a file become rows: found by key, corrected in place, retired, never deleted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from obstacles.keys import new_key
from obstacles.models import Supplied

from .entries import Entry, File

# file: {id in the file: key of the row}
Keys = dict[str, dict[str, UUID]]


@dataclass(frozen=True)
class Subject:
    """How the entries of one file become rows of one table."""

    file: str
    model: type[models.Model]
    # The columns that together, joined by a dash, are the entry's id.
    natural: Sequence[str]
    columns: Callable[[Entry, Keys], dict[str, object]]
    # What hangs on the rows of changed entries: links to other tables and rows of their own.
    tie: Callable[[Sequence[Entry], Keys], None] | None = None


@dataclass(frozen=True)
class Tally:
    """What loading one file changed."""

    file: str
    entries: int
    written: int
    # No longer in the file: retired where the table knows that, otherwise left as they are.
    gone: Sequence[str]


def load(subject: Subject, file: File, keys: Keys) -> Tally:
    """Write the entries that changed since the last time, and remember what the file said."""
    there = _rows_there(subject)
    known = dict(Supplied.objects.filter(file=file.name).values_list("key", "digest"))
    changed = [
        entry
        for entry in file.entries.values()
        if entry.key not in there or known.get(entry.key) != entry.digest
    ]
    keys[file.name] = there | {entry.key: new_key() for entry in changed if entry.key not in there}
    if changed:
        _write(subject, changed, keys)
    _put_in_order(subject, file, keys)
    gone = sorted(known.keys() - file.entries.keys())
    if gone:
        _retire(subject, gone, keys)
    return Tally(file.name, len(file.entries), len(changed), gone)


def replace_links(descriptor: object, targets: Mapping[UUID, Iterable[UUID]]) -> None:
    """Make the many-to-many links of some rows exactly these."""
    field = descriptor.field  # type: ignore[attr-defined]
    through = field.remote_field.through
    near, far = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through.objects.filter(**{f"{near}__in": list(targets)}).delete()
    through.objects.bulk_create(
        [
            through(**{near: owner, far: target})
            for owner, wanted in targets.items()
            for target in dict.fromkeys(wanted)
        ]
    )


def _rows_there(subject: Subject) -> dict[str, UUID]:
    rows = subject.model._default_manager.values_list("pk", *subject.natural)
    return {"-".join(natural): key for key, *natural in rows}


def _write(subject: Subject, changed: Sequence[Entry], keys: Keys) -> None:
    written = [(entry, subject.columns(entry, keys)) for entry in changed]
    subject.model._default_manager.bulk_create(
        [_row(subject.model, entry, columns, keys) for entry, columns in written],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(written[0][1]),
    )
    if subject.tie is not None:
        subject.tie(changed, keys)
    Supplied.objects.bulk_create(
        [Supplied(file=entry.file, key=entry.key, digest=entry.digest) for entry in changed],
        update_conflicts=True,
        unique_fields=["file", "key"],
        update_fields=["digest"],
    )


def _row(
    model: type[models.Model], entry: Entry, columns: Mapping[str, object], keys: Keys
) -> models.Model:
    row = model(pk=keys[entry.file][entry.key], **columns)
    # Keys of other rows were checked against the files; asking the database again is slow.
    related = {field.name for field in model._meta.fields if field.is_relation}
    blank = {name for name, value in columns.items() if value in ("", [])}
    try:
        row.clean_fields(exclude=related | blank)
    except ValidationError as trouble:
        field, said = next(iter(trouble.message_dict.items()))
        raise entry.wrong(field, " ".join(said)) from None
    return row


def _put_in_order(subject: Subject, file: File, keys: Keys) -> None:
    """A new entry in the middle moves the others; their content stays as it is."""
    if not _has(subject, "rank"):
        return
    ranks = {keys[file.name][entry.key]: entry.rank for entry in file.entries.values()}
    moved = [
        subject.model(pk=pk, rank=ranks[pk])
        for pk, rank in subject.model._default_manager.values_list("pk", "rank")
        if ranks.get(pk, rank) != rank
    ]
    subject.model._default_manager.bulk_update(moved, ["rank"])


def _has(subject: Subject, column: str) -> bool:
    return any(field.name == column for field in subject.model._meta.fields)


def _retire(subject: Subject, gone: Sequence[str], keys: Keys) -> None:
    if _has(subject, "retired"):
        rows = [keys[subject.file][key] for key in gone if key in keys[subject.file]]
        subject.model._default_manager.filter(pk__in=rows).update(retired=True)
    Supplied.objects.filter(file=subject.file, key__in=gone).delete()
