"""A report while it is written: kept here on the server, found again by the session alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localtime

from obstacles.keys import key_of_day
from workflow.actors import Visitor
from workflow.models import Case, Draft
from workflow.states import Kind
from workflow.steps import open_case

FORM = "report"
IN_SESSION = "report_draft"
# What stands in a draft once it was sent; the answers themselves are gone by then.
SENT, CODE = "sent", "code"


@dataclass(frozen=True)
class Sent:
    """What became of a draft: the reference, and the access code as long as nobody saw it."""

    reference: str
    code: str = ""


def begin(request: HttpRequest, *, at: datetime) -> Draft:
    """Start a new report in this browser. The draft, like its session, knows the day only."""
    day = _midnight(at)
    Draft.objects.filter(form=FORM, owner=None, saved_at__lt=day - timedelta(days=2)).delete()
    draft = Draft.objects.create(id=key_of_day(day), form=FORM, saved_at=day)
    request.session[IN_SESSION] = str(draft.pk)
    if not request.user.is_authenticated:
        request.session.set_expiry(day + timedelta(days=2))
    return draft


def find(request: HttpRequest) -> Draft | None:
    """The draft of this browser, if it still has one."""
    try:
        key = UUID(request.session.get(IN_SESSION, ""))
    except (ValueError, AttributeError, TypeError):
        return None
    return Draft.objects.filter(pk=key, form=FORM).first()


def save(draft: Draft, answers: dict[str, Any]) -> None:
    """Keep the answers of one page; two pages at once do not lose each other's."""
    with transaction.atomic():
        kept = Draft.objects.select_for_update().get(pk=draft.pk)
        if SENT not in kept.answers:
            kept.answers = {**kept.answers, **answers}
            kept.save(update_fields=["answers"])


def send(draft: Draft, *, at: datetime) -> Sent:
    """Open the case once, however often and from however many tabs it is sent.

    Raises Incomplete and keeps the draft as it is.
    """
    with transaction.atomic():
        kept = Draft.objects.select_for_update().get(pk=draft.pk)
        if SENT not in kept.answers:
            opened = open_case(Kind.REPORT, by=Visitor(), at=at, answers=kept.answers)
            kept.answers = {SENT: opened.case.report.reference, CODE: opened.access_code}
            kept.save(update_fields=["answers"])
        return Sent(kept.answers[SENT])


def sent(draft: Draft) -> Sent | None:
    """What became of the draft; None while it is still being written."""
    return Sent(draft.answers[SENT]) if SENT in draft.answers else None


def show_code_once(draft: Draft) -> Sent:
    """Hand out the access code, and forget it in the same moment."""
    with transaction.atomic():
        kept = Draft.objects.select_for_update().get(pk=draft.pk)
        code = kept.answers.pop(CODE, "")
        kept.save(update_fields=["answers"])
        return Sent(kept.answers[SENT], code)


def case_of(reference: str) -> Case:
    return Case.objects.select_related("report").get(report__reference=reference)


def _midnight(at: datetime) -> datetime:
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
