"""Word owed to people: written in the transaction of the step, sent later by the post room."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from obstacles.models import User
from workflow import alarm, policy
from workflow.models import Notice
from workflow.roles import Role
from workflow.states import Kind

from .act import Act


@dataclass(frozen=True)
class Recipient:
    """Whom a letter goes to. ``mark`` names them in the outbox without naming them."""

    mark: str
    language: str
    way: str = "email"
    address: str = ""
    user: User | None = None


def queue_notices(act: Act) -> None:
    """Owe one notice to each recipient the step tells; told once per line of the log."""
    if act.case.silent:
        return
    held = timedelta(seconds=settings.LETTERS_HELD_SECONDS if act.step.held else 0)
    letters = [
        _notice(act, letter, who, held)
        for role, letter in act.step.tells.items()
        for who in recipients(act, role)
    ]
    unique = {(one.recipient, one.letter): one for one in letters}
    if unique:
        Notice.objects.bulk_create(unique.values())
        alarm.wake(alarm.POST, at=act.at + held if held else None)


def _notice(act: Act, letter: str, who: Recipient, held: timedelta) -> Notice:
    key = act.case.key_at(act.at)
    return Notice(
        id=key,
        case=act.case,
        entry=act.entry,
        recipient=who.mark,
        user=who.user,
        way=who.way,
        address=who.address,
        language=who.language,
        letter=letter,
        facts=letter_facts(act),
        message_id=f"<{key}@passerelle>",
        due_at=act.at + held,
    )


def letter_facts(act: Act) -> dict[str, Any]:
    """All that a letter says of the case: references and days, never its content."""
    running = {one.rule: one.due_on for one in act.case.deadlines.filter(ended_on=None)}
    # The day on which a report lapses is no day on which its reporter hears from us.
    next_on = min((day for rule, day in running.items() if rule.startswith("S")), default=None)
    told = {
        "reference": act.case.reference,
        "kind": act.case.kind,
        "next_on": next_on,
        "step": act.step.name,
    }
    if act.case.parent is not None:
        told["parent"] = act.case.parent.reference
        told["parent_state"] = act.case.parent.state
    if act.case.kind == Kind.REPORT:
        told["answer_by"] = _question_day(act)
        told["lapses_on"] = running.get("R1")
    if act.case.kind == Kind.CONSULTATION:
        told |= _asked(act, running.get("S3"))
    return told


def _question_day(act: Act) -> date | None:
    """The day by which we hope for the reporter's answer to our newest open question."""
    asked = act.case.messages.filter(kind="question", settled_at=None).order_by("written_at")
    newest = asked.last()
    return newest.answer_by if newest else None


def _asked(act: Act, due_on: date | None) -> dict[str, Any]:
    question = act.case.consultation
    answer_by = due_on or question.answer_by
    return {
        "answer_by": answer_by,
        "is_late": answer_by is not None and act.day > answer_by,
        "subject_class": question.obstacle.theme.slug,
        "body": question.authority.short_name,
    }


def recipients(act: Act, role: Role) -> Iterator[Recipient]:
    """Everybody in a role at the case, or at the obstacle above it, who is to be told."""
    match role:
        case Role.REPORTER:
            yield from _reporter(act)
        case Role.PARTNER | Role.FRONT_OFFICE:
            yield from _bodies(act, role)
        case _:
            yield from _people(act, role)


def _reporter(act: Act) -> Iterator[Recipient]:
    contact = getattr(act.case.report, "contact", None)
    if contact is None or contact.way == "anonymous":
        return
    address = {"email": contact.email, "phone": contact.phone, "post": contact.address}
    yield Recipient("reporter", contact.language, contact.way, address[contact.way])


def _bodies(act: Act, role: Role) -> Iterator[Recipient]:
    for seat in policy.holders(act.case, role).select_related("authority"):
        body = seat.authority
        language = body.languages[0] if body.languages else "en"
        if act.case.kind == Kind.CONSULTATION:
            language = act.case.consultation.language
        yield Recipient(f"body:{body.slug}", language, "email", body.email)


def _people(act: Act, role: Role) -> Iterator[Recipient]:
    case = act.case.parent if act.case.kind == Kind.CONSULTATION else act.case
    actor = act.case.moment.user if act.case.moment else None
    for seat in policy.holders(case, role).select_related("user"):
        if seat.user and seat.user != actor:
            yield Recipient(f"user:{seat.user_id}", seat.user.language, user=seat.user)
