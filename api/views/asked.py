"""A body without an account: a link from our letter, six digits by mail, half an hour to answer.

The link opens nothing by itself: it only says who asks whom.
"""

import secrets
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import cases
from api.answers import known_fields, object_of, step_name, take_from
from api.conditions import etag
from api.idempotency import key_of, once
from api.models import PublicSession
from api.problems import Problem
from api.serializers.asked import AskedDoor, AskedFields, ChallengeFields, asked, door
from api.serializers.entries import Taken, taken
from api.serializers.pages import SessionFields
from api.shapes import files_field, texts
from api.uploads import files_of
from workflow import challenges, mailed_links, post
from workflow.challenges import Verdict
from workflow.locators import locator_digest
from workflow.mailed_links import Standing
from workflow.models import AccessCode, Case
from workflow.procedure import steps
from workflow.refusals import Incomplete
from workflow.states import Asking, Kind

from .house import PublicView, ReporterView

LET_IN = frozenset({Standing.OPEN, Standing.EXPIRED})
NO_ANSWERS: dict[str, Any] = {"type": "object", "additionalProperties": False}


def _code(locator: str) -> AccessCode:
    """The code behind a link that leads somewhere today."""
    code = mailed_links.find(locator)
    if code is None:
        raise Problem("unknown")
    if mailed_links.standing(code, at=timezone.now()) is not Standing.OPEN:
        raise Problem("link_ended")
    return code


class Door(PublicView):
    """Who asks whom, and until when."""

    answer = AskedDoor
    also_says = (410,)
    limit = 60

    def get(self, request: Any, locator: str) -> Response:
        return Response(door(_code(locator)))


class Challenge(PublicView):
    """Mail six digits to the body that was asked."""

    also_says = (410,)
    limit = 10

    def gives(self, method: str) -> tuple[int, Any]:
        return 202, ChallengeFields

    def asked(self) -> tuple[str, Any]:
        return "NoBody", NO_ANSWERS

    def post(self, request: Any, locator: str) -> Response:
        object_of(request, ())
        code, word = _code(locator), secrets.token_urlsafe(24)
        try:
            drawn, digits = challenges.draw(code, browser=word, at=timezone.now())
            post.send_code(code, digits, language=code.seat.case.consultation.language)
        except challenges.TooManyError:
            raise Problem("too_many_requests", headers={"Retry-After": "600"}) from None
        except post.NotSentError:
            raise Problem("unavailable", headers={"Retry-After": "60"}) from None
        return Response({"challenge": word, "expires_at": drawn.until}, 202)


class Redeem(PublicView):
    """Redeem the six digits for half an hour at this one question."""

    also_says = (410,)
    limit = 10

    def gives(self, method: str) -> tuple[int, Any]:
        return 201, SessionFields

    def asked(self) -> tuple[str, Any]:
        return "DigitsBody", texts("challenge", "digits")

    def post(self, request: Any, locator: str) -> Response:
        body = object_of(request, {"challenge", "digits"})
        missing = [name for name in ("challenge", "digits") if not isinstance(body.get(name), str)]
        if missing:
            raise Incomplete({name: [_("Send a text.")] for name in missing})
        code, now = _code(locator), timezone.now()
        tried = challenges.enter(code, body["digits"][:20], browser=body["challenge"], at=now)
        if tried.verdict is not Verdict.RIGHT:
            raise Incomplete({"digits": [_("These digits are wrong, used or too old.")]})
        session, secret = PublicSession.issue(code)
        return Response({"token": secret, "expires_at": session.expires_at}, 201)


class AskedView(ReporterView):
    """The one question that the session was opened for, whatever the address says."""

    kind = Kind.CONSULTATION
    also_says = (410,)

    def case(self, locator: str) -> Case:
        code = self.request.auth.code
        if code.digest != locator_digest(locator):
            raise Problem("unknown")
        found = cases.visible(self.actor, self.kind).filter(pk=code.seat.case_id).first()
        if found is None:
            raise Problem("unknown")
        if mailed_links.standing(code, at=timezone.now()) not in LET_IN:
            raise Problem("link_ended")
        return found


class Question(AskedView):
    """The question with its packet: exactly what this body is shown."""

    answer = AskedFields

    def get(self, request: Any, locator: str) -> Response:
        case = self.case(locator)
        return Response(asked(case), headers={"ETag": etag(case)})


class AskedStep(AskedView):
    """A step that a body may take by its link. Files go with an answer as multipart."""

    step = ""
    needs_key = True
    tells_version = True
    answer = Taken

    @property
    def takes_files(self) -> bool:  # type: ignore[override]
        step = steps(self.kind).get(self.step)
        return step is not None and files_field(step.form) is not None

    def asked(self) -> tuple[str, Any]:
        return step_name(self.kind, self.step), steps(self.kind)[self.step].form

    def post(self, request: Any, locator: str) -> Response:
        body = object_of(request, known_fields(steps(self.kind)[self.step]))
        return once(request, key_of(request), lambda: self.take(locator, body))

    def take(self, locator: str, body: dict[str, Any]) -> Response:
        case = self.case(locator)
        entry = take_from(case, self.which(case), body, by=self.actor, files=files_of(self.request))
        return Response(taken(entry, case), headers={"ETag": etag(entry)})

    def which(self, case: Case) -> str:
        """Within a day of the answer the same address corrects it; later it adds a late one."""
        corrects = self.step == "answer" and case.state == Asking.ANSWERED
        return "correct_answer" if corrects else self.step
