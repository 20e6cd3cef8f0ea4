"""A word of its own in every text: each sings for exactly those who may read it, by every way.

The ways are not listed by hand: every address in the address book is asked, so that a new page,
list, file or feed is swept on the day it is made.
"""

from itertools import chain

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from api.models import PublicSession, Token
from api.scopes import EVERYTHING
from workflow.exports import make_waiting
from workflow.models import AccessCode
from workflow.post import send_due

from .canary_routes import addresses
from .canary_world import EVERY, HEARD, Canaries, heard_in, word

PEOPLE = (
    "intake", "coordinator", "expert", "expert without a seat", "asked body", "other asked body",
    "acting body", "reader", "front office", "another front office", "management", "administrator",
    "data protection officer", "superuser",
)  # fmt: skip
IN_THE_ADMIN = {"coordinator", "administrator", "superuser", "management"}
STEPS = ("note", "message", "consult", "answer", "share", "link", "edit", "hold", "correct_contact")
BASE = {"shown"}


@pytest.fixture
def world(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    translation.activate("en")
    return Canaries()


def blanks(world):
    own = [case.reference for case in world.cases]
    return {
        "key": world.files,
        "reference": own,
        "file": world.files,
        "code": ("flow", "backlog"),
        "name": STEPS,
        "object_id": [case.pk for case in world.cases[:3]],
    }


def fits(path, name):
    """Letters of the address book that can lead nowhere for this reader are left out."""
    if path.startswith("/admin/"):
        return name in IN_THE_ADMIN
    return True


def text_of(response):
    if response.status_code not in (200, 409, 422):
        return ""
    if response.streaming:
        return b"".join(response.streaming_content).decode("utf-8", "replace")
    return response.content.decode("utf-8", "replace")


def read_all(client, paths, **headers):
    """What can be heard at each address."""
    for path in paths:
        heard = heard_in(text_of(client.get(path, headers=headers)))
        if heard:
            yield path, heard


def by_hand(world, name, headers):
    """What stands in files that are asked for, and in what a search finds."""
    client = Client()
    for number, kind in enumerate(("report", "obstacle", "consultation")):
        key = {"Idempotency-Key": f"a-key-for-an-export-{number:08}"}
        told = {"kind": kind, "format": "json"}
        asked = client.post(
            "/api/v1/exports", told, content_type="application/json", headers=headers | key
        )
        make_waiting(clock=timezone.now)
        path = f"/api/v1/exports/{asked.json()['id']}/content"
        yield f"export of {kind}s", heard_in(text_of(client.get(path, headers=headers)))
    for one in sorted(EVERY):
        found = client.get(f"/api/v1/search?q={word(one)}", headers=headers).json()["results"]
        yield f"search for {one}", {one} if found else set()


def lists():
    kinds = ("reports", "obstacles", "consultations")
    yield from (f"/api/v1/{kind}?page_size=100" for kind in kinds)
    yield from (f"/api/v1/public/obstacles?format={form}" for form in ("csv", "atom"))


def leaks(found, allowed):
    return sorted((path, sorted(heard - allowed)) for path, heard in found if heard - allowed)


@pytest.mark.parametrize("name", PEOPLE)
def test_each_canary_sings_for_its_readers_by_every_way(world, name):
    user, allowed = world.principals()[name], HEARD.get(name, BASE)
    headers = {"Authorization": f"Bearer {Token.issue(user, name='x', scopes=EVERYTHING)[1]}"}
    client = Client(raise_request_exception=False)
    client.force_login(user)
    paths = [path for path in addresses(blanks(world)) if fits(path, name)]

    found = list(
        chain(
            read_all(client, paths),
            read_all(Client(), lists(), **headers),
            by_hand(world, name, headers),
        )
    )

    assert leaks(found, allowed) == []
    assert allowed - set().union(*(heard for _path, heard in found)) == set()


def test_the_reporter_hears_their_own_report_only(world):
    client, case = Client(raise_request_exception=False), world.report_case
    client.post("/en/track", {"reference": case.reference, "code": world.own_code})
    seat = AccessCode.objects.filter(seat__case=case, purpose="code").get()
    headers = {"Authorization": f"Bearer {PublicSession.issue(seat)[1]}"}
    paths = [path for path in addresses(blanks(world)) if not path.startswith("/admin/")]
    mine = [path for path in paths if path.startswith("/api/v1/public/")]

    found = [*read_all(client, paths), *read_all(Client(), mine, **headers)]

    assert leaks(found, HEARD["reporter"]) == []
    assert {"/my/", "/api"} == {path[:4].replace("/en/", "/my/") for path, _heard in found}


def test_the_street_hears_what_is_published(world):
    paths = addresses(blanks(world))

    found = [
        *read_all(Client(raise_request_exception=False), paths),
        *read_all(Client(), lists()),
    ]

    assert leaks(found, BASE) == []
    assert {"/api/v1/public/obstacles", "/en/register"} <= {path for path, _heard in found}


def test_a_letter_says_no_more_than_its_reader_may_know(world):
    send_due(now=timezone.now())
    by_address = {user.email: name for name, user in world.principals().items()}
    by_address[f"{word('newemail')}@example.net"] = "reporter"
    by_address["nurse@example.org"] = "reporter of another report"

    letters = [(one.to[0], heard_in(str(one.message()))) for one in mail.outbox]

    known = {to: HEARD.get(by_address.get(to, ""), BASE) for to, _heard in letters}
    assert letters != []
    assert [(to, heard - known[to]) for to, heard in letters if heard - known[to]] == []
