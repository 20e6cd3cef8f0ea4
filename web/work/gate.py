"""Who may come to the desk, and which cases they find there."""

from typing import Any

from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models.functions import Now
from django.http import Http404, HttpRequest

from obstacles.models import Role as Part
from obstacles.references import Misread, read_reference
from web.actors import actor_of
from workflow.actors import Official
from workflow.models import Case, Seat
from workflow.roles import CARRIED_DOWN, DESK
from workflow.states import Kind

KIND_OF = {"RP": Kind.REPORT, "OB": Kind.OBSTACLE, "CN": Kind.CONSULTATION}


def works_here(user: Any) -> bool:
    """Let in who has an office at the desk, is an expert, or has an expert's seat.

    Whoever is not signed in is sent to sign in; anybody else is told that this is not for them.
    """
    if not user.is_authenticated:
        return False
    actor = actor_of(user)
    if actor.offices & DESK or _is_expert(actor) or _has_a_seat(user):
        return True
    raise PermissionDenied


def _is_expert(actor: Official) -> bool:
    return any(centre and role == Part.EXPERT for _body, role, centre in actor.parts)


def _has_a_seat(user: Any) -> bool:
    still = Q(until=None) | Q(until__gte=Now())
    return bool(Seat.objects.filter(still, user=user, role__in=CARRIED_DOWN).exists())


desk = user_passes_test(works_here)


def find_case(request: HttpRequest, reference: str, *, only: Kind | None = None) -> Case:
    """The case of a typed reference, if this actor may see it; the same 404 for everything else."""
    try:
        read = read_reference(reference)
    except Misread:
        raise Http404 from None
    kind = KIND_OF.get(read[:2])
    if kind is None or (only is not None and kind != only):
        raise Http404
    cases = Case.objects.visible_to(actor_of(request.user)).with_subject()
    related = ("parent__obstacle", "consultation__obstacle", "obstacle__merged_into")
    found = cases.select_related(*related).filter(**{f"{kind}__reference": read}).first()
    if found is None:
        raise Http404
    return found


def may_open_reports(request: HttpRequest) -> None:
    """Reports and obstacles are opened by the desk itself; experts do not open them."""
    if not actor_of(request.user).offices & DESK:
        raise PermissionDenied
