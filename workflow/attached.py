"""Which files of a case somebody may read. Asked by the pages and the API alike."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from . import policy
from .actors import Actor
from .models import Attachment, Case
from .roles import Role
from .states import Kind

# Steps by which a reporter sends files; their lines of the log name them.
SENT_BY_REPORTERS = ("reply", "add")


def files_of(case: Case, actor: Actor) -> QuerySet[Attachment]:
    """The files of a case that this actor may read, the oldest first.

    Colleagues read all. A reporter reads what was sent by the reporter's side, a body what it
    sent and what lies in its packet: what the team adds for itself stays with the team.
    """
    parts = policy.roles(case, actor)
    seen = policy.readable(parts)
    if "attachments" not in seen:
        return Attachment.objects.none()
    mine = Q(case=case)
    if "log" not in seen:
        mine &= Q(audience=Attachment.Audience.EVERYONE) | _own(case, parts)
    if "packet" in seen and case.kind == Kind.CONSULTATION:
        mine |= Q(case=case.parent_id, document__in=packed(case))
    found = Attachment.objects.filter(mine).select_related("document", "case")
    return found.order_by("added_at", "id")


def packed(case: Case) -> Any:
    """Keys of the documents in the packet of a consultation."""
    box = getattr(case.consultation, "packet", None)
    return box.documents.values("pk") if box else []


def _own(case: Case, parts: Iterable[Role]) -> Q:
    if Role.PARTNER in parts:
        return Q(audience=Attachment.Audience.BODIES)
    return Q(document__in=sent_by_reporter(case))


def sent_by_reporter(case: Case) -> list[str]:
    """Keys of the documents that came from the reporter's side."""
    told = case.log.filter(step__in=SENT_BY_REPORTERS).values_list("facts", flat=True)
    return [one["key"] for facts in told for one in facts.get("files", [])]


def readable_file(key: Any, actor: Actor) -> tuple[Case, Attachment] | None:
    """A file by its key, with the case through which this actor reads it."""
    row = Attachment.objects.filter(pk=key).values("case", "document").first()
    if row is None:
        return None
    through = Q(pk=row["case"]) | Q(
        parent=row["case"], consultation__packet__documents=row["document"]
    )
    visible = Case.objects.visible_to(actor).with_subject().filter(through)
    for case in visible.select_related("parent").order_by("opened_at", "id"):
        found = files_of(case, actor).filter(pk=key).first()
        if found is not None:
            return case, found
    return None
