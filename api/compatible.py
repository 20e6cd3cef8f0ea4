"""Whether a newer description still serves a client that was written for an older one.

Additions pass: addresses, fields of answers, parameters and fields that need not be sent, codes
that answers may hold. What a client relies on may not go, and nothing new may be demanded.
"""

from collections.abc import Iterator
from typing import Any

Told = dict[str, Any]


def broken(old: Told, new: Told) -> list[str]:
    """Say in words what an older client would stumble over; nothing where all goes on."""
    return list(_paths(old, new))


def _paths(old: Told, new: Told) -> Iterator[str]:
    for path, methods in old["paths"].items():
        if path not in new["paths"]:
            yield f"{path}: this address is gone."
            continue
        for method, told in methods.items():
            where = f"{method.upper()} {path}"
            if method in new["paths"][path]:
                yield from _operation(where, (old, told), (new, new["paths"][path][method]))
            else:
                yield f"{where}: this method is gone."


def _operation(where: str, old: Any, new: Any) -> Iterator[str]:
    (old_all, before), (new_all, after) = old, new
    if before["operationId"] != after["operationId"]:
        yield f"{where}: its name {before['operationId']} is gone."
    yield from _parameters(where, before, after)
    for kind, content in _contents(before.get("requestBody")):
        now = dict(_contents(after.get("requestBody"))).get(kind)
        if now is None:
            yield f"{where}: it no longer reads {kind}."
        else:
            yield from Sent(old_all, new_all).differ(where, content["schema"], now["schema"])
    if after.get("requestBody", {}).get("required") and not before.get("requestBody"):
        yield f"{where}: a body is demanded."
    yield from _answers(where, old, new)


def _contents(told: Any) -> list[tuple[str, Any]]:
    return list((told or {}).get("content", {}).items())


def _parameters(where: str, before: Told, after: Told) -> Iterator[str]:
    old = {(one["in"], one["name"]): one for one in before.get("parameters", [])}
    new = {(one["in"], one["name"]): one for one in after.get("parameters", [])}
    for place, name in sorted(old.keys() - new.keys()):
        yield f"{where}: the parameter {name} ({place}) is gone."
    for (place, name), one in new.items():
        was = old.get((place, name))
        if one.get("required") and not (was and was.get("required")):
            yield f"{where}: the parameter {name} ({place}) is demanded."
        gone = _enum(was) - _enum(one) if was and _enum(one) else set()
        for value in sorted(gone):
            yield f"{where}: the parameter {name} no longer takes {value}."


def _enum(told: Any) -> set[str]:
    shape = (told or {}).get("schema", told) or {}
    return set(map(str, shape.get("enum") or shape.get("items", {}).get("enum", [])))


def _answers(where: str, old: Any, new: Any) -> Iterator[str]:
    (old_all, before), (new_all, after) = old, new
    for status, told in before["responses"].items():
        if status >= "300":
            continue
        now = dict(_contents(after["responses"].get(status)))
        if status not in after["responses"]:
            yield f"{where}: it no longer answers {status}."
        for kind, content in _contents(told):
            if kind not in now:
                yield f"{where}: it no longer answers in {kind}."
            else:
                came = Came(old_all, new_all)
                yield from came.differ(where, content["schema"], now[kind]["schema"])


class Compared:
    """Two schemas side by side; each pair is looked at once, so that circles end."""

    def __init__(self, old: Told, new: Told) -> None:
        self.old, self.new = old, new
        self.seen: set[str] = set()

    def differ(self, where: str, before: Told, after: Told) -> Iterator[str]:
        if self.looked_at(before):
            return
        before, after = _resolved(self.old, before), _resolved(self.new, after)
        if _types(before) and not self.fits(_types(before), _types(after)):
            yield f"{where}: its type was {_said(before)} and is {_said(after)}."
            return
        yield from self.values(where, before, after)
        yield from self.fields(where, before, after)
        if "items" in before and "items" in after:
            yield from self.differ(f"{where}[]", before["items"], after["items"])

    def looked_at(self, told: Told) -> bool:
        name = told.get("$ref", "")
        known = name in self.seen
        self.seen |= {name} if name else set()
        return known

    def fields(self, where: str, before: Told, after: Told) -> Iterator[str]:
        kept = after.get("properties", {})
        for name, one in before.get("properties", {}).items():
            if name in kept:
                yield from self.differ(f"{where} {name}", one, kept[name])
            else:
                yield f"{where}: the field {name} is gone."

    def fits(self, before: set[str], after: set[str]) -> bool:
        raise NotImplementedError

    def values(self, where: str, before: Told, after: Told) -> Iterator[str]:
        raise NotImplementedError


class Sent(Compared):
    """What a client sends: it may be asked for no more, and refused nothing it sent before."""

    def fits(self, before: set[str], after: set[str]) -> bool:
        return not after or before <= after

    def values(self, where: str, before: Told, after: Told) -> Iterator[str]:
        for name in sorted(set(after.get("required", [])) - set(before.get("required", []))):
            yield f"{where}: the field {name} is demanded."
        if _enum(after):
            for value in sorted(_enum(before) - _enum(after)):
                yield f"{where}: the value {value!r} is no longer taken."
        for limit, sign in (("maxLength", 1), ("maxItems", 1), ("minLength", -1), ("minItems", -1)):
            if _narrower(before.get(limit), after.get(limit), sign):
                yield f"{where}: {limit} is stricter."


class Came(Compared):
    """What comes back: a field that was always there stays there, and stays what it was."""

    def fits(self, before: set[str], after: set[str]) -> bool:
        return bool(after) and after <= before

    def values(self, where: str, before: Told, after: Told) -> Iterator[str]:
        for name in sorted(set(before.get("required", [])) - set(after.get("required", []))):
            if name in after.get("properties", {}):
                yield f"{where}: the field {name} is no longer always there."
        for value in sorted(_enum(before) - _enum(after)):
            yield f"{where}: the value {value!r} is gone."


def _narrower(before: int | None, after: int | None, sign: int) -> bool:
    if after is None or (before is None and sign < 0 and after == 0):
        return False
    return before is None or sign * after < sign * before


def _resolved(whole: Told, told: Told) -> Told:
    found = told
    while "$ref" in found:
        found = whole["components"]["schemas"][found["$ref"].rsplit("/", 1)[1]]
    return found


def _types(told: Told) -> set[str]:
    kinds = told.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _said(told: Told) -> str:
    return " or ".join(sorted(_types(told))) or "not said"
