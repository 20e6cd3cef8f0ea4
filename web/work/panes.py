"""The parts of the case page that stand in the middle: questions, messages, files, errands."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import ngettext

from workflow.models import Attachment, Case, Deadline, Errand, Message
from workflow.models.conversation import WITH_BODY, WITH_REPORTER
from workflow.states import Kind

from .log import name_of, names_of


@dataclass(frozen=True)
class Said:
    """A message with the name of whoever wrote it."""

    message: Message
    who: str
    audience: str


@dataclass(frozen=True)
class Asked:
    """A consultation of an obstacle, and the clock it runs on."""

    case: Case
    clock: Deadline | None


def clocks(case: Case, *, shown: frozenset[str]) -> list[Deadline]:
    """Clocks that run for a case, the nearest first; an obstacle's with its questions'."""
    here = Q(case=case.pk)
    if case.kind == Kind.OBSTACLE and "consultations" in shown:
        here |= Q(case__parent=case.pk, case__kind=Kind.CONSULTATION)
    found = Deadline.objects.filter(here, ended_on=None)
    return list(found.select_related("case__consultation__authority").order_by("due_on", "pk"))


def consultations(case: Case, running: list[Deadline], *, shown: frozenset[str]) -> list[Asked]:
    """The questions asked about an obstacle, newest first."""
    if case.kind != Kind.OBSTACLE or "consultations" not in shown:
        return []
    found = case.parts.filter(kind=Kind.CONSULTATION).select_related("consultation__authority")
    due: dict[UUID, Deadline] = {one.case_id: one for one in reversed(running)}
    return [Asked(one, due.get(one.pk)) for one in found.order_by("-opened_at", "-id")]


def messages(case: Case, *, shown: frozenset[str]) -> list[Said]:
    """Everything said in a case that this reader may read, newest first."""
    kinds: list[str] = []
    if "messages" in shown:
        kinds += WITH_REPORTER
    if "answer" in shown:
        kinds += WITH_BODY
    if "notes" in shown:
        kinds += ["note"]
    found = list(case.messages.filter(kind__in=kinds).order_by("-written_at", "-id"))
    names = names_of(found)
    return [Said(one, name_of(one, names), _audience(one)) for one in found]


def _audience(message: Message) -> str:
    return "team" if message.kind == Message.Kind.NOTE else "body"


def attachments(case: Case, *, shown: frozenset[str]) -> list[Attachment]:
    if "attachments" not in shown:
        return []
    return list(case.attachments.select_related("document").order_by("-added_at", "-id"))


def errands(case: Case) -> list[str]:
    """How far the steps are that follow in other cases; empty once all are taken."""
    owed = Errand.objects.filter(cause__case=case.pk)
    counted = owed.aggregate(
        all=Count("pk"),
        settled=Count("pk", filter=Q(settled_at__isnull=False)),
        refused=Count("pk", filter=~Q(refused="")),
    )
    if counted["all"] == counted["settled"]:
        return []
    return [
        ngettext(
            "%(settled)d of %(all)d case that follows is done.",
            "%(settled)d of %(all)d cases that follow are done.",
            counted["all"],
        )
        % counted
    ]


def message_words(said: list[Said]) -> dict[str, Any]:
    """Notes apart from what went out or came in."""
    return {
        "notes": [one for one in said if one.message.kind == Message.Kind.NOTE],
        "said": [one for one in said if one.message.kind != Message.Kind.NOTE],
    }
