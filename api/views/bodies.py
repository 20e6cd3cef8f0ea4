"""How bodies are reached."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework.response import Response

from api.problems import Problem
from api.serializers.contacts import ContactsOfBody
from api.serializers.masked import coded
from obstacles.models import Authority, Membership
from workflow.actors import Official
from workflow.roles import STAFF

from .house import OfficialView


class ContactsOf(OfficialView):
    """How a body is reached; for those only who write to bodies."""

    answer = ContactsOfBody

    def get(self, request: Any, slug: str) -> Response:
        if not Official(request.user).offices & STAFF:
            raise Problem("unknown")
        body = get_object_or_404(Authority, slug=slug, retired=False)
        held = Membership.objects.filter(authority=body).current().select_related("user")
        return Response(
            {
                "mailbox": body.email,
                "website": body.website,
                "languages": body.languages,
                "borders": [coded(one) for one in body.borders.all()],
                "themes": [coded(one) for one in body.themes.all()],
                "every_theme": body.generalist,
                "people": [_speaker(one) for one in held.order_by("role", "user__username")],
            }
        )


def _speaker(held: Membership) -> dict[str, str]:
    user = held.user
    return {
        "name": str(user),
        "email": user.email,
        "role": held.role,
        "language": user.language,
    }
