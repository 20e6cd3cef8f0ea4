"""Whom a letter may reach today: asked anew when it leaves, not when it was owed."""

from django.utils.translation import gettext_noop

from obstacles.models import Contact, ContactWay

from . import policy
from .actors import Official
from .models import Case, Notice
from .roles import Role
from .states import Kind

UNDONE = gettext_noop("The step was undone before its letter left.")
NOT_TOLD = gettext_noop("This person or organisation no longer takes part in the case.")
NO_ADDRESS = gettext_noop("There is no e-mail address any more.")


class NotToSendError(Exception):
    """A letter that must not leave any more; its text is the reason."""


def address_now(notice: Notice) -> str:
    """Where a letter goes today, asked anew; NotToSendError where its reader may not be told."""
    if _is_undone(notice):
        raise NotToSendError(UNDONE)
    kind, _colon, key = notice.recipient.partition(":")
    match kind:
        case "reporter":
            found = _of_reporter(notice)
        case "body":
            found = _of_body(notice, key)
        case "colleague":
            found = notice.address if _of_body(notice, key.partition(":")[0]) else ""
        case _:
            found = _of_person(notice)
    if not found:
        raise NotToSendError(NO_ADDRESS)
    return found


def _is_undone(notice: Notice) -> bool:
    """A held letter whose step was taken back while it waited."""
    step = notice.case.steps[notice.entry.step]
    told = step.held and notice.letter in step.tells.values()
    return told and notice.case.state != notice.entry.after


def _of_reporter(notice: Notice) -> str:
    contact = Contact.objects.filter(report=notice.case.report_id).first()
    if contact is None or contact.way != ContactWay.EMAIL:
        return ""
    return contact.email


def _of_body(notice: Notice, slug: str) -> str:
    role = Role.FRONT_OFFICE if notice.case.kind == Kind.REPORT else Role.PARTNER
    seat = (
        policy.holders(notice.case, role)
        .filter(authority__slug=slug, authority__retired=False)
        .select_related("authority")
        .first()
    )
    if seat is None:
        raise NotToSendError(NOT_TOLD)
    return str(seat.authority.email)


def _of_person(notice: Notice) -> str:
    user = notice.user
    if user is None:
        raise NotToSendError(NOT_TOLD)
    if not Case.objects.visible_to(Official(user)).filter(pk=notice.case_id).exists():
        raise NotToSendError(NOT_TOLD)
    return user.email
