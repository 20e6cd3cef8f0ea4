"""Words both ways between a reporter and the centre, oldest first."""

from typing import Any

from django.utils.timezone import localdate

from workflow import attached
from workflow.actors import Actor
from workflow.models import Case
from workflow.models.conversation import WITH_REPORTER


def conversation(case: Case) -> list[dict[str, Any]]:
    """Each message with its side, day and language; notes of the office are not among them."""
    kept = case.messages.filter(kind__in=WITH_REPORTER).order_by("written_at", "id")
    return [
        {
            "mine": message.from_outside,
            "on": localdate(message.written_at),
            "text": message.text,
            "lang": message.language,
            "is_question": message.kind == "question",
            "is_open": message.kind == "question" and message.settled_at is None,
            "answer_by": message.answer_by,
        }
        for message in kept
    ]


def attachments(case: Case, actor: Actor) -> list[Any]:
    """The documents that came from the reporter's side; those of the team stay with the team."""
    return [row.document for row in attached.files_of(case, actor)]
