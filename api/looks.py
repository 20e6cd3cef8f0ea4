"""Who looked at what somebody told us."""

from django.utils import timezone

from workflow.actors import Actor, signature
from workflow.models import AccessView, Case
from workflow.states import Kind


def note_view(case: Case, actor: Actor, what: str) -> None:
    """Write down who looked; only what a person told us is watched that closely."""
    if case.kind != Kind.REPORT:
        return
    now = timezone.now()
    actor_kind, key = signature(actor)
    AccessView.objects.create(
        id=case.key_at(now),
        case=case,
        actor_kind=actor_kind,
        actor=key,
        what=what,
        at=case.kept_time(now),
    )
