"""Numbers changes in the order in which they can be read, and says what somebody has to hear.

A key or a time is taken before its transaction ends, so a reader who goes on after the highest one
would skip what committed late. Positions are given afterwards, to committed rows only, by one
transaction at a time: whoever has read up to a position has missed nothing below it (ADR 8).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from . import policy
from .actors import Official
from .models import Case, Change, Seat
from .roles import CARRIED_DOWN

KEPT = timedelta(days=90)
# How many rows one look goes through at most, however few of them its reader may see.
WINDOW = 20_000
ONE_AT_A_TIME = 0x70_61_73_73

NUMBER = """
WITH waiting AS (
    SELECT id, case_id, seat, row_number() OVER (PARTITION BY case_id, seat ORDER BY id) AS nth
    FROM workflow_change WHERE position IS NULL
), numbered AS (
    UPDATE workflow_change AS change SET position = nextval('workflow_change_position')
    FROM waiting WHERE change.id = waiting.id AND waiting.nth = 1
    RETURNING change.case_id, change.seat
)
DELETE FROM workflow_change AS earlier
WHERE earlier.id IN (SELECT id FROM waiting WHERE nth > 1)
   OR earlier.seat IS NULL AND earlier.position IS NOT NULL
      AND earlier.case_id IN (SELECT case_id FROM numbered WHERE seat IS NULL)
"""


@dataclass(frozen=True)
class Stretch:
    """Some changes in their order, and the position up to which nothing was left out."""

    changes: list[Change]
    until: int
    more: bool


@transaction.atomic
def number_waiting() -> None:
    """Give positions to what was committed meanwhile; of each case the newest row stays."""
    if not Change.objects.filter(position=None).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute(NUMBER)


def since(position: int, actor: Official, *, most: int) -> Stretch:
    """The next changes that somebody has to hear of: cases they see, and cases they lost."""
    number_waiting()
    after = Change.objects.filter(position__gt=position).order_by("position")
    places = after.values_list("position", flat=True)
    edge = places[WINDOW - 1 : WINDOW].first()
    until = edge or places.last() or position
    window = after.filter(position__lte=until)
    found = sorted(_heard(window, actor, most + 1), key=lambda one: one.position or 0)
    if len(found) > most:
        shown = found[:most]
        return Stretch(shown, shown[-1].position or 0, more=True)
    return Stretch(found, until, more=edge is not None)


def _heard(window: Any, actor: Official, most: int) -> list[Change]:
    """Two lists, each short: what moved among the cases one sees, and what one sees no more."""
    rows = window.select_related(
        "case__report", "case__obstacle__merged_into", "case__consultation"
    )
    seen = Case.objects.visible_to(actor)
    moved = rows.filter(seat=None, case__in=seen.values("pk"))
    gone = rows.filter(policy.spoke_for(actor), seat__isnull=False)
    return [*moved[:most], *_no_longer_seen(gone, seen, most)]


def _no_longer_seen(gone: Any, seen: Any, most: int) -> list[Change]:
    """Lost seats of cases that are not seen from another one; each case is told once a look."""
    last_by_case = {one.case_id: one for one in gone[:WINDOW]}
    still = set(seen.filter(pk__in=last_by_case).values_list("pk", flat=True))
    return list(islice((one for key, one in last_by_case.items() if key not in still), most))


def tidy(*, now: datetime) -> None:
    """Note shares that ended by their date, blur anonymous reports, forget what is old."""
    today = now.astimezone(UTC).date()  # the database notes days in UTC
    _note_ended(localdate(now))
    Change.objects.filter(seat__isnull=False, noted_on__lt=today - KEPT).delete()
    older = Change.objects.filter(blurred=False, noted_on__lt=today)
    with transaction.atomic():
        # A place between two rows whose hour is known would tell the hour: all anonymous
        # reports of one day move to its end together, in the order of their random keys.
        older.filter(case__report__is_anonymous=True).update(position=None, blurred=True)
        older.exclude(case__report__is_anonymous=True).update(blurred=True)
    number_waiting()


def _note_ended(today: date) -> None:
    """A share that ends on a day writes no line: its end is noted the day after."""
    ended = Seat.objects.filter(until__lt=today, bearer=False)
    noted = Change.objects.filter(seat=OuterRef("pk"), ended_on=OuterRef("until"))
    for seat in ended.filter(~Exists(noted)).select_related("case"):
        below = seat.case.parts.all() if seat.role in CARRIED_DOWN else Case.objects.none()
        Change.objects.bulk_create(
            Change(
                case_id=key,
                noted_on=today,
                seat=seat.pk,
                role=seat.role,
                user_id=seat.user_id,
                authority_id=seat.authority_id,
                ended_on=seat.until,
            )
            for key in [seat.case_id, *below.values_list("pk", flat=True)]
        )
