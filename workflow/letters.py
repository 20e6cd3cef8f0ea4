"""What a letter says: its subject, its plain text, and the same words as a page.

The words stand in templates/mail. No letter tells what a case is about: it brings the link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from obstacles.models import Authority

from .locators import locator_digest, locator_of
from .mailed_codes import drawn_for
from .models import AccessCode, Notice
from .roles import Role
from .states import Kind, label

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FOR_REPORTERS: dict[str, "StrPromise"] = {
    "received": _("We have your report %(reference)s"),
    "question": _("We need an answer from you: report %(reference)s"),
    "question_reminder": _("We still need your answer: report %(reference)s"),
    "answered": _("There is an answer to your report %(reference)s"),
    "lapsed": _("We closed your report %(reference)s: no answer came"),
    "news": _("There is news on your report %(reference)s"),
    "redirected": _("Another service can help you: report %(reference)s"),
    "rejected": _("We cannot take up your report %(reference)s"),
    "withdrawn": _("You took back your report %(reference)s"),
    "result": _("Your report %(reference)s has a result"),
    "effect": _("Did it help you? Report %(reference)s"),
    "new_code": _("A new access code for your report %(reference)s"),
    "message": _("A message for you about your report %(reference)s"),
}
FOR_STAFF: dict[str, "StrPromise"] = {
    "assigned": _("%(reference)s is now yours"),
    "positions_in": _("All answers are in: %(reference)s"),
    "adopted": _("The solution was adopted: %(reference)s"),
    "sent_back": _("The text came back to you: %(reference)s"),
    "not_felt": _("A reporter feels no change: %(reference)s"),
    "partner_news": _("News from an organisation we asked: %(reference)s"),
    "partner_answered": _("An answer came in: %(reference)s"),
    "webhook_off": _("Your webhook is off. It missed news on %(reference)s"),
}
FOR_BODIES: dict[str, "StrPromise"] = {
    "request": _("We ask for your position: %(reference)s"),
    "reminder": _("Reminder of our question %(reference)s"),
    "clarified": _("Our answer to what you asked: %(reference)s"),
    "extended": _("You have more time: %(reference)s"),
    "request_withdrawn": _("You need not answer any more: %(reference)s"),
    "answer_receipt": _("We have your answer: %(reference)s"),
    "code": _("Your code for our question %(reference)s"),
    "new_link": _("A new link to our question %(reference)s"),
}
SUBJECTS = FOR_REPORTERS | FOR_STAFF | FOR_BODIES
DAYS = ("next_on", "answer_by", "lapses_on")
EMPTY_LINES = re.compile(r"\n\s*\n\s*")


@dataclass(frozen=True)
class Letter:
    """A letter as it leaves the house."""

    subject: str
    text: str
    page: str


class NoLinkError(Exception):
    """There is no link to give: the body's seat has none, or it was taken back."""


def write(notice: Notice) -> Letter:
    """Write a letter in the language of whoever gets it, with what was true at its log line."""
    return compose(
        notice.letter,
        {**notice.facts, **drawn_for(notice)},
        language=notice.language,
        link=link_of(notice),
        centre=name_of_centre(notice.language),
    )


def compose(
    letter: str, facts: Mapping[str, Any], *, language: str, link: str, centre: str = ""
) -> Letter:
    """Put one letter together; the centre signs it, by name where it is given."""
    with override(language):
        told = {
            **facts,
            **{name: _day(facts.get(name)) for name in DAYS},
            "audience": audience_of(letter),
            "letter": letter,
            "language": language,
            "link": link,
            "centre": centre or str(_("The competence centre")),
            "write_to": settings.MAIL_REPLY_TO,
            "subject": str(SUBJECTS[letter]) % {"reference": facts["reference"]},
        }
        if facts.get("parent_state"):
            told["outcome"] = label(Kind.OBSTACLE, facts["parent_state"])
        text = render_to_string(f"mail/{letter}.txt", told)
        page = render_to_string(f"mail/{letter}.html", told)
    return Letter(told["subject"], EMPTY_LINES.sub("\n\n", text).strip() + "\n", page)


def name_of_centre(language: str) -> str:
    """The name with which letters in a language are signed; empty where none is known."""
    found = Authority.objects.filter(is_centre=True).first()
    with override(language):
        return found.name if found else ""


def audience_of(letter: str) -> str:
    """Name whom a letter is for: a reporter, a body, or the team."""
    if letter in FOR_REPORTERS:
        return "reporter"
    return "body" if letter in FOR_BODIES else "team"


def _day(told: Any) -> date | None:
    return parse_date(told) if isinstance(told, str) else told


def link_of(notice: Notice) -> str:
    """The one link of a letter. It opens nothing by itself."""
    match audience_of(notice.letter):
        case "reporter":
            # A front office has a page of its own; whoever reported has a code.
            office = notice.recipient.startswith("body:")
            found = notice.case.reference
            path = f"office/{found}" if office else f"track?reference={found}"
        case "body":
            path = f"p/{_locator(notice)}"
        case _:
            case = notice.case
            shown = case.parent if case.kind == Kind.CONSULTATION and case.parent else case
            path = f"work/case/{shown.reference}"
    return address(path, language=notice.language)


def _locator(notice: Notice) -> str:
    body = notice.recipient.split(":")[1]
    codes = AccessCode.objects.filter(
        seat__case=notice.case_id, seat__role=Role.PARTNER, seat__authority__slug=body
    )
    live = codes.filter(purpose=AccessCode.Purpose.LOCATOR, revoked_at=None)
    newest = live.order_by("id").last()
    if newest is None:
        raise NoLinkError
    locator = locator_of(newest.pk)
    if newest.digest != locator_digest(locator):  # the secret of the house was changed
        newest.digest = locator_digest(locator)
        newest.save(update_fields=["digest"])
    return locator


def address(path: str, *, language: str) -> str:
    """A public address of the house, from its settings and never from a request."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{language}/{path}"
