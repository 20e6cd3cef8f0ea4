"""Clients of the API: a program with a token, a reporter with a session, a visitor."""

import json
import secrets

import pytest
from django.core.cache import caches
from django.test import Client

from api.models import Token
from api.scopes import EVERYTHING
from tests.api import conformance
from tests.factories import World
from workflow.models import Case

ROOT = "/api/v1"


class Caller(Client):
    """Speaks JSON, with a token where there is one, and a fresh key for each act."""

    token = ""

    def ask(self, method, path, body=None, *, key=None, match=None, files=None, **headers):
        given = {"X-Request-Id": "test-request", **headers}
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        if method == "post":
            given.setdefault("Idempotency-Key", key or secrets.token_urlsafe(24))
        if match is not None:
            given["If-Match"] = match
        raw = {}
        if files is not None:
            parts = [("body", "", json.dumps(body or {}, default=str).encode()), *as_parts(files)]
            raw = {
                "data": multipart(parts),
                "content_type": f"multipart/form-data; boundary={LINE}",
            }
        elif body is not None:
            told = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
            raw = {"data": told, "content_type": "application/json"}
        response = self.generic(method.upper(), ROOT + path, headers=given, **raw)
        conformance.check(method.lower(), response.wsgi_request.path, response)
        return response

    def read(self, path, **headers):
        return self.ask("get", path, **headers)

    def send(self, path, body=None, **headers):
        return self.ask("post", path, {} if body is None else body, **headers)

    def take(self, case, step, body=None, *, version=None, **headers):
        """Take a step as somebody who has just read the case."""
        fresh = Case.objects.get(pk=case.pk)
        match = f'"v{fresh.version if version is None else version}"'
        machine = "/publication" if fresh.steps[step].field == "publication" else ""
        address = f"{place(case)}{machine}/transitions/{step}"
        return self.send(address, body, match=match, **headers)


LINE = "----a-line-between-the-parts"


def as_parts(files):
    """Files given as {name: bytes}, as the parts in which they travel."""
    return [("files", name, content) for name, content in files.items()]


def multipart(parts):
    """A multipart body, as any client writes it."""
    whole = b""
    for field, name, content in parts:
        head = f'--{LINE}\r\nContent-Disposition: form-data; name="{field}"'
        head += f'; filename="{name}"' if name else ""
        whole += f"{head}\r\n\r\n".encode() + content + b"\r\n"
    return whole + f"--{LINE}--\r\n".encode()


def place(case):
    return f"/{case.kind}s/{case.reference}"


def caller(who=None):
    """A program that speaks as somebody; nobody for a visitor."""
    made = Caller(raise_request_exception=True)
    if who is not None:
        made.token = Token.issue(getattr(who, "user", who), name="test", scopes=EVERYTHING)[1]
    return made


def reporter(world, case):
    """A caller with a session at one report."""
    made = caller()
    told = {"reference": case.reference, "code": world.access_code}
    made.token = made.send("/public/sessions", told).json()["token"]
    return made


def code_of(response):
    return response.status_code, response.json()["code"]


@pytest.fixture
def world(db):
    return World()


@pytest.fixture(autouse=True)
def fresh_counters():
    """Requests are counted in memory, so one test must not use up the next one's."""
    caches["rates"].clear()
