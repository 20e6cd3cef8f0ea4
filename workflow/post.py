"""The post room: the only place from which anything leaves the house.

A notice stays locked while its letter is handed to the relay: a worker that dies gives it back at
once, and the next one sends it with the same Message-ID. At least once, by design.
"""

import contextlib
import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError
from django.db import connection, transaction
from django.utils.translation import gettext_noop

from obstacles.models import Contact

from . import letters
from .addressees import NO_ADDRESS, NotToSendError, address_now
from .locators import locator_of
from .models import AccessCode, Notice

log = logging.getLogger(__name__)

AT_ONCE = 50
TOO_LONG = timedelta(minutes=10)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
PERMANENT = 500
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
# A slow relay may keep a letter longer than the database lets a transaction rest.
PATIENCE = "SET LOCAL idle_in_transaction_session_timeout = '5min'"

NO_LINK = gettext_noop("The link of this letter was taken back.")
BAD_HEADER = gettext_noop("The address or subject is not one line of text.")
REFUSED = gettext_noop("The mailbox does not exist or refuses our letters.")
GIVEN_UP = gettext_noop("The letter was tried for two days and never accepted.")


class NotSentError(Exception):
    """A letter that somebody waits for could not be handed over just now."""


def send_due(*, now: datetime) -> int:
    """Send letters that are due, at most fifty; return how many were looked at.

    A relay that is down costs no letter an attempt, and keeps their order.
    """
    relay = get_connection()
    looked_at = 0
    try:
        if waiting(now=now).exists():
            relay.open()
            while looked_at < AT_ONCE and _send_next(relay, now=now):
                looked_at += 1
    except OSError as trouble:
        log.warning("The mail relay does not answer: %s", type(trouble).__name__)
    finally:
        _hang_up(relay)
    return looked_at


def waiting(*, now: datetime) -> Any:
    """Letters that are due and have not left, the oldest first."""
    owed = Notice.objects.filter(way=Notice.Way.EMAIL, sent_at=None, stopped_at=None)
    return owed.filter(due_at__lte=now).order_by("due_at", "id")


def is_delayed(*, now: datetime) -> bool:
    """Whether letters have waited so long that a page should say so."""
    return bool(waiting(now=now - TOO_LONG).exists())


def _send_next(relay: Any, *, now: datetime) -> bool:
    """Send the next letter, or write down why not; False when none is due."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
        notice = waiting(now=now).select_for_update(skip_locked=True, no_key=True).first()
        if notice is None:
            return False
        again = _deliver(notice, relay, now=now)
        notice.save(update_fields=["attempts", "due_at", "last_error", "sent_at", "stopped_at"])
    if again:
        _hang_up(relay)
        relay.open()
    return True


def _deliver(notice: Notice, relay: Any, *, now: datetime) -> bool:
    """Send one letter; True when the relay had better be called anew."""
    notice.attempts += 1
    try:
        with transaction.atomic():
            letter = _message(notice, relay)
        letter.send()
    except NotToSendError as reason:
        _stop(notice, str(reason), now=now)
    except BadHeaderError:
        _stop(notice, BAD_HEADER, now=now)
    except smtplib.SMTPRecipientsRefused as refusal:
        _refused(notice, refusal, now=now)
    except Exception as trouble:  # one bad letter does not stop the rest
        log.exception("Letter %s was not sent", notice.pk)
        _later(notice, type(trouble).__name__, now=now)
        return True
    else:
        notice.sent_at, notice.last_error = notice.case.kept_time(now), ""
    return False


def _stop(notice: Notice, reason: str, *, now: datetime) -> None:
    notice.stopped_at, notice.last_error = notice.case.kept_time(now), reason


def _later(notice: Notice, trouble: str, *, now: datetime) -> None:
    """Wait longer each time; after two days nobody is helped by another try."""
    if notice.attempts > len(WAITS):
        _stop(notice, GIVEN_UP, now=now)
        return
    notice.last_error = trouble
    notice.due_at = now + WAITS[notice.attempts - 1]


def _refused(notice: Notice, refusal: smtplib.SMTPRecipientsRefused, *, now: datetime) -> None:
    """A mailbox that is full is tried again; one that does not exist is somebody's list."""
    code = max(code for code, _said in refusal.recipients.values())
    if code < PERMANENT:
        _later(notice, f"SMTP {code}", now=now)
        return
    _stop(notice, REFUSED, now=now)
    if notice.recipient == "reporter":
        Contact.objects.filter(report=notice.case.report_id).update(bounced_on=now.date())


def _hang_up(relay: Any) -> None:
    with contextlib.suppress(OSError):
        relay.close()


def _message(notice: Notice, relay: Any) -> EmailMultiAlternatives:
    address = address_now(notice)
    try:
        letter = letters.write(notice)
    except letters.NoLinkError as trouble:
        raise NotToSendError(NO_LINK) from trouble
    return _envelope(
        letter, to=address, language=notice.language, relay=relay, message_id=notice.message_id
    )


def _envelope(
    letter: letters.Letter, *, to: str, language: str, relay: Any, message_id: str = ""
) -> EmailMultiAlternatives:
    headers = {**HEADERS, "Content-Language": language}
    if message_id:
        headers["Message-ID"] = message_id
    values = [to, letter.subject, settings.MAIL_REPLY_TO, *headers.values()]
    if any("\n" in value or "\r" in value for value in values):
        raise BadHeaderError("A header is one line of text.")
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[to],
        reply_to=[settings.MAIL_REPLY_TO],
        headers=headers,
        connection=relay,
    )
    mail.attach_alternative(letter.page, "text/html")
    return mail


def send_code(code: AccessCode, digits: str, *, language: str) -> None:
    """Mail six digits to the body that was asked, at once; they are written down nowhere.

    Raises NotSentError when the relay does not take the letter just now.
    """
    path = f"p/{locator_of(code.pk)}"
    letter = letters.compose(
        "code",
        {"reference": code.seat.case.reference, "digits": digits},
        language=language,
        link=letters.address(path, language=language),
        centre=letters.name_of_centre(language),
    )
    body = code.seat.authority
    if body is None or not body.email:
        raise NotSentError(NO_ADDRESS)
    try:
        _envelope(letter, to=body.email, language=language, relay=get_connection()).send()
    except OSError as trouble:
        raise NotSentError(type(trouble).__name__) from trouble
