"""New cases that a step opens in its own transaction: their nouns, and who sits at them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from obstacles.languages import Origin
from obstacles.models import Consultation, Contact, Member, Obstacle, Packet, Report
from obstacles.references import code_digest, new_access_code

from .forms.report import received_day
from .locators import locator_digest, locator_of
from .models import AccessCode, Case, Seat
from .moments import Moment
from .roles import Role
from .states import Kind

CONTACT = ("name", "email", "phone", "address")
NOT_IN_REPORT = {"contact_way", "contact_language", *CONTACT}


@dataclass(frozen=True)
class Opening:
    """A case to be opened beneath another: its noun, and the step to take next, if any."""

    subject: Any
    then: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


def new_report(told: dict[str, Any], moment: Moment) -> Report:
    """Write down a report and, unless it is anonymous, how its reporter may be reached."""
    anonymous = told["contact_way"] == "anonymous"
    kept = {name: value for name, value in told.items() if name not in NOT_IN_REPORT}
    report = Report(
        **kept
        | {"received_on": received_day(told, moment.day), "channel": told["channel"] or "web"},
        is_anonymous=anonymous,
        entered_at=moment.at,
    )
    case = Case(kind=Kind.REPORT, report=report)
    case.__class__ = _proxy(Kind.REPORT)
    report.entered_at = case.kept_time(moment.at)
    report.id = case.key_at(moment.at)
    report.save(force_insert=True)
    Contact.objects.create(
        report=report,
        way=told["contact_way"],
        language=told["contact_language"],
        **{name: "" if anonymous else told[name] for name in CONTACT},
    )
    return report


def new_obstacle(told: dict[str, Any], moment: Moment) -> Obstacle:
    """Write down an obstacle in the language in which it was first named."""
    code = told["language"] or "en"
    obstacle = Obstacle.objects.create(
        theme=told["theme"],
        original_language=code,
        text_by=moment.user,
        edited_by=moment.user,
        **{
            f"title_{code}": told["title"],
            f"summary_{code}": told.get("summary", ""),
            f"origin_{code}": Origin.HUMAN,
        },
    )
    obstacle.borders.set(told["borders"])
    return obstacle


def _proxy(kind: Kind) -> type[Case]:
    return next(one for one in Case.__subclasses__() if one.handles == kind)  # type: ignore[attr-defined]


def new_case(kind: Kind, subject: Any, moment: Moment, *, parent: Case | None) -> Case:
    """A case that stands nowhere yet, as the proxy of its kind."""
    case = _proxy(kind)(kind=kind, parent=parent, **{kind: subject})
    case.id = case.key_at(moment.at)
    case.opened_at = case.changed_at = case.kept_time(moment.at)
    if kind == Kind.OBSTACLE:
        case.__dict__["publication"] = "UNPUBLISHED"
    return case


def seat_reporter(case: Case, moment: Moment) -> tuple[Seat, str]:
    """Give whoever reported a chair, and the access code that opens it; shown once."""
    at = case.kept_time(moment.at)
    seat = Seat.objects.create(
        id=case.key_at(moment.at), case=case, role=Role.REPORTER, bearer=True, sort_at=at
    )
    code = new_access_code()
    AccessCode.objects.create(
        id=case.key_at(moment.at),
        seat=seat,
        purpose=AccessCode.Purpose.CODE,
        digest=code_digest(code),
    )
    return seat, code


def seat_front_office(case: Case, moment: Moment) -> None:
    """Give the front office that files for somebody its chair."""
    if moment.user is None:
        return
    for part in moment.user.memberships.current().filter(role=Role.FRONT_OFFICE):
        Seat.objects.get_or_create(
            case=case,
            role=Role.FRONT_OFFICE,
            authority=part.authority,
            defaults={"sort_at": case.opened_at},
        )


def give_locator(case: Case) -> None:
    """Make the link that a body finds in our letters; it lives until a week after the day."""
    for seat in case.seats.filter(role=Role.PARTNER, codes=None):
        code = AccessCode(seat=seat, purpose=AccessCode.Purpose.LOCATOR)
        code.digest = locator_digest(locator_of(code.pk))
        code.save()


def consultations(case: Case, told: dict[str, Any]) -> Iterator[Opening]:
    """One consultation for each body asked; a network is asked through its members."""
    asked = list(told["bodies"])
    if told["network"]:
        members = Member.objects.filter(network=told["network"], group="member")
        asked += [row.authority for row in members.select_related("authority").order_by("pk")]
    for body in dict.fromkeys(asked):
        subject = _question(case.obstacle, body, told)
        then = "send" if told["send_now"] else ""
        yield Opening(subject, then, told)


def _question(obstacle: Obstacle, body: Any, told: dict[str, Any], **more: Any) -> Consultation:
    question = Consultation.objects.create(
        obstacle=obstacle,
        authority=body,
        subject=told["subject"],
        question=told["question"],
        language=told["language"],
        answer_by=told["answer_by"],
        **more,
    )
    # A draft keeps the chosen field names; sending freezes what they say then.
    Packet.objects.create(consultation=question, fields=dict.fromkeys(told["packet"], None))
    return question


def passed_on(case: Case, told: dict[str, Any]) -> Iterator[Opening]:
    """The same question at the next body, or a part of it at several."""
    bodies = told.get("bodies") or [told["body"]]
    origin = case.consultation
    words = {
        "subject": origin.subject,
        "question": origin.question,
        "language": origin.language,
        "answer_by": None,
        "packet": list(origin.packet.fields),
    }
    for body in bodies:
        child = _question(
            origin.obstacle, body, words, asked_through=origin, part=told.get("part", "")
        )
        yield Opening(child, "send", {**words, "documents": origin.packet.documents.all()})


AFTER = {"consult": consultations, "forward": passed_on, "split": passed_on}
