"""What a form of the desk holds before anybody typed: the likely answer, never a decision."""

from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from obstacles.languages import CODES, current
from obstacles.models import Obstacle, Side
from workflow.models import Case
from workflow.models.obstacle_case import TEXTS
from workflow.states import Kind

TO_ANSWER = timedelta(days=14)
TO_HOLD = timedelta(days=90)


def initial(case: Case, form: Any, *, today: date, asked: QueryDict) -> dict[str, Any]:
    """Prefill by kind, then by what stands in the address."""
    match case.kind:
        case Kind.REPORT:
            found = _report(case, today)
        case Kind.OBSTACLE:
            found = _obstacle(case, today, asked)
        case _:
            found = _consultation(case)
    from_address = {name: asked[name] for name in asked if name in form.fields}
    return {**found, **from_address}


def _report(case: Case, today: date) -> dict[str, Any]:
    report = case.report
    contact = getattr(report, "contact", None)
    spoken = contact.language if contact else report.language
    return {
        "language": spoken,
        "answer_by": today + TO_ANSWER,
        "borders": [report.border.slug],
        "theme": report.theme.slug if report.theme else None,
        **({"email": contact.email, "phone": contact.phone} if contact else {}),
        **({"address": contact.address} if contact else {}),
    }


def _obstacle(case: Case, today: date, asked: QueryDict) -> dict[str, Any]:
    obstacle = case.obstacle
    sides = list(obstacle.sides.select_related("area", "provision", "authority"))
    return {
        **text(obstacle),
        **_side(sides, asked.get("area", "")),
        "language": current(),
        "review_on": today + TO_HOLD,
        "packet": ["summary", "sides"],
        "send_now": True,
        "subject": obstacle.title,
        "lead": case.handler.username if case.handler else None,
    }


def text(obstacle: Obstacle) -> dict[str, Any]:
    """The text of an obstacle as its form shows it."""
    return {
        **{name: getattr(obstacle, name) for name in TEXTS},
        "borders": [one.slug for one in obstacle.borders.all()],
        "theme": obstacle.theme.slug,
        "original_language": obstacle.original_language,
    }


def _side(sides: list[Side], code: str) -> dict[str, Any]:
    found = next((one for one in sides if one.area.code == code), None)
    if found is None:
        return {}
    return {
        "area": code,
        "nature": found.nature,
        "provision": found.provision.title if found.provision else "",
        "authority": found.authority.slug if found.authority else "",
        "position": found.position,
        "state": found.state,
        "words": found.words,
    }


def _consultation(case: Case) -> dict[str, Any]:
    asked = case.consultation
    packet = getattr(asked, "packet", None)
    return {
        "subject": asked.subject,
        "question": asked.question,
        "language": asked.language if asked.language in CODES else "en",
        "answer_by": asked.answer_by,
        "packet": list(packet.fields) if packet else [],
    }


def without_empty_choices(form: Any) -> Any:
    """Leave out what may stay open and offers nothing: there is no document to choose."""
    for name, field in list(form.fields.items()):
        rows = getattr(field, "queryset", None)
        if rows is not None and not field.required and not rows.exists():
            del form.fields[name]
    return form
