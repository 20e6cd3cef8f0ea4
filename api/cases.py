"""Finding cases: by key or by reference, among those somebody may see."""

from uuid import UUID

from django.db.models import Q

from obstacles.references import Misread, read_reference
from workflow.actors import Actor
from workflow.models import Case, CaseQuerySet
from workflow.states import Kind

from .problems import Problem

PREFIX = {Kind.REPORT: "RP", Kind.OBSTACLE: "OB", Kind.CONSULTATION: "CN"}
PLURAL = {Kind.REPORT: "reports", Kind.OBSTACLE: "obstacles", Kind.CONSULTATION: "consultations"}


def visible(actor: Actor, kind: Kind) -> CaseQuerySet:
    """The cases of a kind that somebody may see, with the thing that each is about."""
    seen = Case.objects.visible_to(actor, of=kind).with_subject(kind)
    return seen if kind == Kind.OBSTACLE else seen.select_related("parent__obstacle")


def named(kind: Kind, key: str) -> Q:
    """Find a noun by key or by reference, however it was typed; what is neither finds nothing."""
    try:
        return Q(**{f"{kind}__reference": read_reference(key, prefix=PREFIX[kind])})
    except Misread:
        pass
    try:
        return Q(**{f"{kind}__id": UUID(key)})
    except ValueError:
        raise Problem("unknown") from None


def address(case: Case) -> str:
    return f"/api/v1/{PLURAL[Kind(case.kind)]}/{case.reference}"
