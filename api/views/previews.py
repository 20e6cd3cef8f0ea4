"""A step seen beforehand: what would be sent and which clocks would move. Nothing is kept."""

from typing import Any

from rest_framework.response import Response

from api.answers import may_try
from api.foresight import foreseen
from api.serializers.foresight import Foreseen

from .steps import TakeStep


class Preview(TakeStep):
    """What a step would bring about, with the answers as they are now; files are left out."""

    if_match = False
    needs_key = False
    tells_version = False
    takes_files = False
    also_says = (409,)
    limit = 120

    def gives(self, method: str) -> tuple[int, Any]:
        return 200, Foreseen

    def post(self, request: Any, key: str) -> Response:
        return self.take(key, self.body())

    def take(self, key: str, body: dict[str, Any]) -> Response:
        case = self.case(key)
        may_try(case, self.step, self.actor)
        return Response(foreseen(case, self.step, body, by=self.actor))
