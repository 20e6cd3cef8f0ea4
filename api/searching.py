"""Cases of every kind that hold the words somebody looks for, and why each was found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from obstacles.references import Misread, read_reference
from workflow import findings, policy
from workflow.actors import Actor
from workflow.models import Case, CaseQuerySet
from workflow.states import Kind

from . import filters
from .cases import PREFIX
from .serializers.search import FoundCase

Reasons = dict[UUID, list[dict[str, Any]]]


def found(actor: Actor, typed: str, kinds: Collection[Kind]) -> CaseQuerySet:
    """Cases in a text of which, as far as this actor may read it, every word stands."""
    given = {"q": typed}
    keys: list[Any] = []
    for kind in kinds:
        seen = Case.objects.visible_to(actor, of=kind)
        keys.append(filters.narrowed(seen, kind, actor, given).order_by().values("pk"))
    if Kind.CONSULTATION in kinds:
        keys.append(findings.asked_with_words(actor, typed).values("pk"))
    first, *others = keys
    every = first.union(*others) if others else first
    shown = Case.objects.filter(pk__in=every).with_roles_of(actor).with_subject()
    return shown.order_by("-changed_at", "-id")


def shown(part: Iterable[Any], typed: str, actor: Actor) -> Iterator[dict[str, Any]]:
    """The rows of one page, each with the reasons for which it stands there."""
    cases = list(part)
    context = {"actor": actor, "found_in": reasons(cases, typed, actor)}
    for case in cases:
        yield FoundCase(case, context=context).data


def reasons(cases: Sequence[Any], typed: str, actor: Actor) -> Reasons:
    """Why each case was found; a reference that was typed is reason enough."""
    told: Reasons = {}
    for kind in Kind:
        ours = {case.subject.pk: case for case in cases if case.kind == kind}
        readers = {key: policy.readable(policy.roles(case, actor)) for key, case in ours.items()}
        why = findings.why(kind, typed, readers)
        for key, case in ours.items():
            told[case.pk] = [asdict(one) for one in why.get(key, ())] or _named(case, typed)
    return told


def _named(case: Case, typed: str) -> list[dict[str, Any]]:
    try:
        reference = read_reference(typed, prefix=PREFIX[Kind(case.kind)])
    except Misread:
        return []
    told = {"field": "reference", "language": "", "snippet": reference, "words": [reference]}
    return [told] if reference == case.reference else []
