"""What a line of the log keeps, and the chain that shows whether a line was forged."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import QuerySet

from .actors import signature
from .grammar import Step
from .models import Case, Entry

# Words that stand in a message, a report or a contact already are not repeated in the log:
# one place to read them, one place to erase them.
KEPT_ELSEWHERE = {
    "submit": frozenset(
        {
            "account",
            "name",
            "email",
            "phone",
            "address",
            "organisation",
            "since",
            "frequency",
            "cost",
            "office",
            "tried",
            "idea",
        }
    ),
    "correct_contact": frozenset({"email", "phone", "address"}),
}
IN_MESSAGES = frozenset({"text", "question", "answer", "addition", "words", "note"})
SPEAKING = frozenset(
    {
        "ask_reporter",
        "reply",
        "add",
        "answer",
        "redirect",
        "reject",
        "message",
        "note",
        "hand_over",
        "confirm_effect",
    }
)


def write_line(case: Case, step: Step, told: dict[str, Any], *, before: str) -> Entry:
    """Write the next line of a case's log; the case is locked, so its number is free."""
    assert case.moment is not None
    at, (actor_kind, actor) = case.moment.at, signature(case.moment.by)
    last = case.log.order_by("-number").first()
    entry = Entry(
        id=case.key_at(at),
        case=case,
        number=(last.number if last else 0) + 1,
        step=step.name,
        before=before,
        after=case.state,
        publication=case.publication,
        version=case.version,
        actor_kind=actor_kind,
        actor=actor,
        at=at,
        facts=facts_in_words(step, told),
        salt=secrets.token_hex(16),
    )
    chained(entry, after=last.chain if last else "").save(force_insert=True)
    return entry


def facts_in_words(step: Step, told: dict[str, Any]) -> dict[str, Any]:
    """The answers of a step as the log keeps them: values, and names beside keys."""
    left_out = set(KEPT_ELSEWHERE.get(step.name, ()))
    # A body's answer stays in the log: correcting it must not lose what was said first.
    if step.name in SPEAKING and "position" not in told:
        left_out |= IN_MESSAGES
    return {name: in_words(value) for name, value in told.items() if name not in left_out}


def in_words(value: Any) -> Any:
    match value:
        case models.Model():
            return {"key": str(value.pk), "name": _name(value)}
        case QuerySet() | list() | tuple():
            return [in_words(one) for one in value]
        case datetime() | date():
            return value.isoformat()
        case str() | int() | bool() | None:
            return value
    return str(value)


def _name(row: models.Model) -> str:
    for attribute in ("slug", "code", "reference", "username", "name"):
        found = getattr(row, attribute, "")
        if found:
            return str(found)
    return str(row)


def digest_of(entry: Entry) -> str:
    """Hash the facts with their salt: blanked facts leave the digest standing."""
    words = json.dumps(entry.facts, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(f"{entry.salt}\n{words}".encode()).hexdigest()


def link_of(entry: Entry, *, after: str) -> str:
    """Hash one line together with the one before it."""
    line = "\n".join(
        [
            after,
            str(entry.case_id),
            str(entry.number),
            entry.step,
            entry.before,
            entry.after,
            entry.publication,
            str(entry.version),
            entry.actor_kind,
            str(entry.actor),
            entry.at.astimezone(UTC).isoformat(),
            entry.digest,
        ]
    )
    return hashlib.sha256(line.encode()).hexdigest()


def chained(entry: Entry, *, after: str) -> Entry:
    """Fill in a line's digest and its place in the chain."""
    entry.digest = digest_of(entry)
    entry.chain = link_of(entry, after=after)
    return entry


def first_false_line(entries: Iterable[Entry]) -> Entry | None:
    """Walk one case's lines in order and name the first that does not fit, or None."""
    before = ""
    for number, entry in enumerate(entries, start=1):
        told = not entry.salt or digest_of(entry) == entry.digest
        if entry.number != number or not told or link_of(entry, after=before) != entry.chain:
            return entry
        before = entry.chain
    return None
