"""Looking for words in all that somebody may see."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import searching
from api.paging import page_of, wrong_parameter
from api.serializers.pages import paged
from api.serializers.search import FoundCase
from obstacles.searching import words
from workflow.states import Kind

from .house import PAGES, OfficialView


class Search(OfficialView):
    """Cases of every kind that hold some words, last changed first, and why each was found."""

    limit = 120
    answer = paged(FoundCase)
    several, needed = frozenset({"kind"}), frozenset({"q"})
    parameters: ClassVar[dict[str, str]] = {
        **PAGES,
        "q": "Words, or a reference; at most 200 characters, of which 8 words count.",
        "kind": "Look among these kinds only; repeat it for several.",
    }
    shapes: ClassVar[dict[str, Any]] = {"kind": {"enum": Kind.values}}

    def get(self, request: Any) -> Response:
        given = request.query_params
        typed, kinds = given.get("q", ""), given.getlist("kind") or Kind.values
        if not words(typed):
            raise wrong_parameter("q", _("Say what to look for: a word, or a reference."))
        if set(kinds) - set(Kind.values):
            raise wrong_parameter("kind", _("Kinds: %(names)s.") % {"names": ", ".join(Kind)})
        found = searching.found(self.actor, typed, [Kind(one) for one in kinds])
        return Response(
            page_of(
                found,
                given,
                lambda part: searching.shown(part, typed, self.actor),
                count=found.count,
            )
        )
