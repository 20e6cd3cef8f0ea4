"""What changed since: for programs that keep a copy of what they may see."""

import hashlib
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api.paging import MOST, USUAL, number, wrong_parameter
from api.problems import Problem
from api.serializers.changes import ChangesPage, change
from workflow import changes
from workflow.actors import Official

from .house import OfficialView

_signer = Signer(salt="api.changes")
# Lost seats are remembered for longer than this.
STALE = timedelta(days=60)


class Changes(OfficialView):
    """Cases that moved, and cases one sees no more, in an order in which nothing is skipped."""

    answer = ChangesPage
    also_says = (410,)
    parameters: ClassVar[dict[str, str]] = {
        "since": "The cursor of the last answer; from the beginning unless said.",
        "page_size": "Changes in one answer, at most 100; 25 unless said.",
    }

    def get(self, request: Any) -> Response:
        given = request.query_params
        size = number(given, "page_size", USUAL, MOST)
        actor: Any = self.actor
        found = changes.since(_read(given, actor), actor, most=size)
        return Response(
            {
                "results": [change(one) for one in found.changes],
                "more": found.more,
                "next_cursor": _write(found.until, actor),
            }
        )


def _rights(actor: Official) -> str:
    """A mark of the parts a person plays; with other parts they see other cases."""
    parts = sorted(f"{body} {role} {centre}" for body, role, centre in actor.parts)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _write(position: int, actor: Official) -> str:
    day = timezone.localdate().isoformat()
    told = f"{actor.user.pk}:{position}:{_rights(actor)}:{day}"
    return _signer.sign(told).removeprefix(f"{actor.user.pk}:")


def _read(given: Any, actor: Official) -> int:
    """Where to go on; a Problem where the copy can no longer be brought up to date."""
    if "since" not in given:
        return 0
    try:
        told = _signer.unsign(f"{actor.user.pk}:{given['since']}")
    except BadSignature:
        words = _("This cursor does not belong to this list.")
        raise wrong_parameter("since", words) from None
    _person, position, rights, day = told.split(":")
    if rights != _rights(actor):
        raise Problem("start_anew", _("What you may see has changed."))
    if timezone.localdate() - date.fromisoformat(day) > STALE:
        raise Problem("start_anew", _("This cursor is older than 60 days."))
    return int(position)
