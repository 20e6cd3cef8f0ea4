"""How long things are kept, what is held now, and what has been held for too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from obstacles.models import Contact
from workflow.models import AccessView, Case, Notice
from workflow.states import Kind

YEAR = timedelta(days=365)
CONTACT, STORY, LOOKS, LETTERS = 2 * YEAR, 5 * YEAR, YEAR, timedelta(days=30)


@dataclass(frozen=True)
class Kept:
    """One kind of data: how long it may be kept, how much there is, how much is too old."""

    what: str
    how_long: str
    held: int
    too_old: int


def kept(now: datetime) -> list[Kept]:
    """The four kinds of personal data that grow old."""
    return [
        Kept(
            _("How to reach the reporter"),
            _("2 years after closing"),
            *_count(
                Contact.objects.all(),
                Q(report__in=_closed_before(now - CONTACT).values("report")),
            ),
        ),
        Kept(
            _("Stories and files"),
            _("5 years after closing"),
            *_count(
                Case.objects.of(Kind.REPORT).filter(report__erased_on=None),
                Q(closed_at__lt=now - STORY),
            ),
        ),
        Kept(
            _("Who looked at what"),
            _("1 year"),
            *_count(AccessView.objects.all(), Q(at__lt=now - LOOKS)),
        ),
        Kept(
            _("Addresses of letters that were sent"),
            _("30 days after sending"),
            *_count(
                Notice.objects.exclude(sent_at=None).exclude(address=""),
                Q(sent_at__lt=now - LETTERS),
            ),
        ),
    ]


def _closed_before(day: datetime) -> Any:
    return Case.objects.of(Kind.REPORT).filter(closed_at__lt=day)


def _count(rows: Any, too_old: Q) -> tuple[int, int]:
    counted = rows.aggregate(held=Count("pk"), too_old=Count("pk", filter=too_old))
    return counted["held"], counted["too_old"]
