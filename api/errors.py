"""Refusals become answers: one table, one shape (RFC 9457), whoever raised them."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from workflow.refusals import Incomplete, NotNow, Overtaken, Refused

from .problems import BY_STATUS, KINDS, Problem, pointer

MEDIA_TYPE = "application/problem+json"
WHOLE_FORM = "__all__"
# Words of the framework name internals or stand in English only; these are told with our own.
OWN_WORDS = {401, 403, 404, 405, 406, 415, 429}
BY_KIND = {Http404: "unknown", PermissionDenied: "forbidden"}
log = logging.getLogger("api")


def answer(error: Exception, context: Mapping[str, Any]) -> Response:
    """Turn anything that was raised into a problem document."""
    set_rollback()
    problem = as_problem(error)
    if KINDS[problem.code].status >= 500:
        log.error(problem.code, exc_info=error)
    return response_of(problem, request_id=getattr(context["request"], "request_id", ""))


def response_of(problem: Problem, *, request_id: str) -> Response:
    kind = KINDS[problem.code]
    body = {
        "type": f"/api/v1/problems/{problem.code}",
        "title": str(kind.title),
        "status": kind.status,
        "detail": str(problem.detail or kind.advice),
        "code": problem.code,
        "errors": problem.errors,
        **problem.more,
        "request_id": request_id,
    }
    return Response(body, kind.status, headers=problem.headers, content_type=MEDIA_TYPE)


def as_problem(error: Exception) -> Problem:
    """What is not expected is a fault of ours: logged once, told without particulars."""
    match error:
        case Problem():
            return error
        case Refused():
            return _refused(error)
        case exceptions.APIException():
            return _of_framework(error)
        case OperationalError():
            return Problem("unavailable", headers={"Retry-After": "30"})
    named = (code for kind, code in BY_KIND.items() if isinstance(error, kind))
    return Problem(next(named, "fault"))


def _refused(refusal: Refused) -> Problem:
    match refusal:
        case Incomplete(errors=errors):
            return Problem("incomplete", refusal.message, errors=_by_field(errors))
        case NotNow() | Overtaken():
            more = getattr(refusal, "current", None) or _current(refusal)
            return Problem(refusal.code, refusal.message, more={"current": more})
    # What is not there and what may not be seen: the same words for both.
    return Problem(refusal.code, "" if refusal.code == "unknown" else refusal.message)


def _current(refusal: NotNow | Overtaken) -> dict[str, Any]:
    return {"version": refusal.version, "state_label": refusal.state}


def _by_field(errors: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"pointer": pointer() if name == WHOLE_FORM else pointer(name), "detail": str(words)}
        for name, several in errors.items()
        for words in several
    ]


def _of_framework(error: Any) -> Problem:
    code = BY_STATUS.get(error.status_code, "fault")
    headers = {}
    if getattr(error, "auth_header", ""):
        headers["WWW-Authenticate"] = error.auth_header
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(int(getattr(error, "wait", None) or 1) + 1)
    words = "" if error.status_code in OWN_WORDS else str(error.detail)
    return Problem(code, words, headers=headers)
