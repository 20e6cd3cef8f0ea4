"""What one looks up about a case: who looked at it, and what is like it."""

from typing import Any, ClassVar

from rest_framework.response import Response

from api.looks import note_view
from api.paging import read_cursor, write_cursor
from api.problems import Problem
from api.serializers.pages import SimilarList
from api.serializers.views import ViewPage, views
from obstacles.resemblance import like
from workflow.models import Case
from workflow.states import Kind

from .cases import CaseView
from .similar import shown_match

PAGE = 100


class AccessLog(CaseView):
    """Who looked at what a person told us, and when; for colleagues."""

    answer = ViewPage
    parameters: ClassVar[dict[str, str]] = {"cursor": "Where the last answer said to go on."}

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "log")
        place = f"views:{case.pk}"
        first = read_cursor(request.query_params, place)
        rows = list(case.views.order_by("at", "id")[first : first + PAGE + 1])
        more = write_cursor(place, first + PAGE) if len(rows) > PAGE else None
        return Response({"results": views(rows[:PAGE]), "next_cursor": more})


class SimilarTo(CaseView):
    """Published obstacles like this case, the nearest first, with what they have in common."""

    answer = SimilarList
    limit = 60

    def get(self, request: Any, key: str) -> Response:
        case = self.part(key, "story" if self.kind == Kind.REPORT else "text")
        note_view(case, self.actor, "similar")
        text, language = _words(case)
        if not text:
            raise Problem("unknown")
        about = case.subject
        border = about.border if self.kind == Kind.REPORT else about.borders.first()
        found = like(text, language=language, border=border, theme=about.theme)
        others = [one for one in found if one.obstacle.pk != about.pk]
        return Response({"results": [shown_match(one) for one in others]})


def _words(case: Case) -> tuple[str, str]:
    about: Any = case.subject
    if case.kind == Kind.REPORT:
        return about.account, about.language
    return f"{about.title} {about.summary}", about.title_language
