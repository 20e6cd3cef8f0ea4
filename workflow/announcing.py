"""What a program is told of a line of the log: which case moved, and nothing of what is in it."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from . import policy
from .actors import Official
from .consequences.deliveries import UNNAMED
from .models import Case, Delivery, Entry
from .states import Kind

MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"
PLURAL = {Kind.REPORT: "reports", Kind.OBSTACLE: "obstacles", Kind.CONSULTATION: "consultations"}
TRIAL = "ping"


def announcement_of(delivery: Delivery, *, now: datetime) -> bytes | None:
    """The message as its owner may have it now, or None where there is nothing for them."""
    if delivery.entry is None or delivery.case_id is None:
        return _event(str(delivery.pk), TRIAL, at=now, data={"webhook": str(delivery.webhook_id)})
    owner = delivery.webhook.owner
    if not owner.is_active:
        return None
    actor = Official(owner)
    seen = Case.objects.visible_to(actor).select_related("report", "obstacle", "consultation")
    case = seen.filter(pk=delivery.case_id).first()
    step = known_step(case, delivery.entry, actor) if case else ""
    if case is None or not step or not _is_wanted(step, delivery.webhook.steps):
        return None
    data = {
        "id": str(case.subject.pk),
        "reference": case.reference,
        "kind": case.kind,
        "step": step,
        "version": delivery.entry.version,
        "href": f"/api/v1/{PLURAL[Kind(case.kind)]}/{case.reference}",
    }
    named = f"{case.kind}.{step}"
    entry = delivery.entry
    return _event(str(entry.pk), named, at=entry.at, data=data, subject=case.reference)


def known_step(case: Case, entry: Entry, actor: Official) -> str:
    """The name of the step where its reader may know it; else that the version is a new one."""
    parts = policy.readable(policy.roles(case, actor))
    step = case.steps.get(entry.step)
    if "log" in parts:
        return entry.step
    if step is None:
        return ""
    if "timeline" in parts and step.public:
        return entry.step
    return UNNAMED if step.versioned else ""


def _is_wanted(step: str, wanted: list[str]) -> bool:
    return not wanted or step in wanted


def _event(key: str, named: str, *, at: datetime, data: dict[str, Any], subject: str = "") -> bytes:
    """CloudEvents 1.0 in JSON."""
    told = {
        "specversion": "1.0",
        "id": key,
        "source": f"{settings.PUBLIC_ADDRESS.rstrip('/')}/api/v1",
        "type": f"passerelle.{named}",
        "time": localtime(at).isoformat(),
        "datacontenttype": "application/json",
        **({"subject": subject} if subject else {}),
        "data": data,
    }
    return json.dumps(told, separators=(",", ":")).encode()
