"""The jobs that are compared: the same work asked of the product and of the floor."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote
from uuid import uuid4

from benchmarks.driver import Request
from workflow.models import Case
from workflow.states import Kind

JSON = {"Content-Type": "application/json"}
TERMS = ["grens", "pension", "permit", "diplôme", "Grenze", "waiting"]
MANY = 20_000
# A day far down the list: what a cursor of the floor would hold.
LATER = "2026-06-01T00:00:00Z"


@dataclass(frozen=True)
class Job:
    """How to ask, and the status of a right answer."""

    make: Callable[[int], Request]
    expected: int = 200


def product(tokens: list[str]) -> dict[str, Job]:
    """Ask the REST API as a coordinator; many tokens, for each has its limit a minute."""
    turns = count()

    def sign() -> dict[str, str]:
        return {"Authorization": f"Bearer {tokens[next(turns) % len(tokens)]}"}

    reports = [
        str(key) for key in Case.objects.of(Kind.REPORT).values_list("report", flat=True)[:MANY]
    ]
    received = Case.objects.of(Kind.REPORT).filter(state="RECEIVED").order_by("pk")
    waiting = [
        (str(key), version) for key, version in received.values_list("report", "version")[:MANY]
    ]

    def listed(n: int) -> Request:
        return "GET", "/api/v1/reports?page_size=50", sign(), None

    def filtered(n: int) -> Request:
        return "GET", "/api/v1/reports?state=ANSWERED&border=be-nl&page_size=50", sign(), None

    def later(n: int) -> Request:
        return "GET", "/api/v1/reports?page_size=50&page=50", sign(), None

    def searched(n: int) -> Request:
        return "GET", f"/api/v1/reports?q=ort{n % 10_000 + 10_000}&page_size=50", sign(), None

    def frequent(n: int) -> Request:
        return "GET", f"/api/v1/reports?q={quote(TERMS[n % len(TERMS)])}&page_size=50", sign(), None

    def detail(n: int) -> Request:
        return "GET", f"/api/v1/reports/{reports[n % len(reports)]}", sign(), None

    def history(n: int) -> Request:
        return "GET", f"/api/v1/reports/{reports[n % len(reports)]}/history", sign(), None

    def create(n: int) -> Request:
        told = {
            "account": "My diploma does not count across the border, and nobody can say why.",
            "language": "en",
            "border": "be-nl",
            "reporter_kind": "citizen",
            "contact_way": "email",
            "email": f"case{n}@example.org",
            "contact_language": "en",
        }
        return "POST", "/api/v1/reports", sign() | JSON | once(), json.dumps(told)

    def transition(n: int) -> Request:
        key, version = waiting[n % len(waiting)]
        headers = sign() | JSON | once() | {"If-Match": f'"v{version}"'}
        return "POST", f"/api/v1/reports/{key}/transitions/take_up", headers, "{}"

    def statistics(n: int) -> Request:
        return "GET", "/api/v1/statistics/backlog", sign(), None

    return {
        "list": Job(listed),
        "list, page 50": Job(later),
        "filter + count": Job(filtered),
        "search, rare word": Job(searched),
        "search, frequent word": Job(frequent),
        "detail": Job(detail),
        "history": Job(history),
        "statistics": Job(statistics),
        "transition": Job(transition),
        "create": Job(create, 201),
    }


def pages(session: str) -> dict[str, Job]:
    """Pages: the desk and the figures as a coordinator, the register as anybody."""
    signed = {"Cookie": f"sessionid={session}"}

    def got(path: str, headers: dict[str, str]) -> Job:
        def page(n: int) -> Request:
            return "GET", path, headers, None

        page.__name__ = path
        return Job(page)

    return {
        "desk queue": got("/en/work/queue", signed),
        "desk, word in reports": got("/en/work/queue?kind=report&q=ort12345", signed),
        "insight": got("/en/insight/", signed),
        "register": got("/en/register", {}),
        "register, word": got("/en/register?q=pension", {}),
        "first page": got("/en/", {}),
        "public figures": got("/en/stats", {}),
    }


def floor() -> dict[str, Job]:
    """Ask the one-file application."""

    def listed(n: int) -> Request:
        return "GET", "/items/", {}, None

    def filtered(n: int) -> Request:
        return "GET", "/items/?state=ANSWERED", {}, None

    def later(n: int) -> Request:
        return "GET", f"/items/?before={LATER}", {}, None

    def searched(n: int) -> Request:
        return "GET", f"/items/?q=ort{n % 10_000 + 10_000}", {}, None

    def frequent(n: int) -> Request:
        return "GET", f"/items/?q={quote(TERMS[n % len(TERMS)])}", {}, None

    def detail(n: int) -> Request:
        return "GET", f"/items/{n % MANY % 5_000 + 1}/", {}, None

    def statistics(n: int) -> Request:
        return "GET", "/counts/", {}, None

    def transition(n: int) -> Request:
        return "POST", f"/items/{n % 5_000 + 1}/move/", JSON, json.dumps({"to": "ANSWERED"})

    def create(n: int) -> Request:
        told = {
            "reference": f"X-{n}",
            "title": "Diploma",
            "language": "en",
            "state": "RECEIVED",
            "border": 1,
            "opened": "2026-11-01T09:00:00Z",
        }
        return "POST", "/items/", JSON, json.dumps(told)

    return {
        "list": Job(listed),
        "list, page 50": Job(later),
        "filter + count": Job(filtered),
        "search, rare word": Job(searched),
        "search, frequent word": Job(frequent),
        "detail": Job(detail),
        "history": Job(detail),
        "statistics": Job(statistics),
        "transition": Job(transition),
        "create": Job(create, 201),
    }


def once() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}
