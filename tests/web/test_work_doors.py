"""Every address of the desk: who comes in, in which language, and by which method."""

import pytest
from django.test import Client
from django.urls import reverse

from obstacles.models import Role
from tests.factories import World, person
from tests.web.desk import signed_in

pytestmark = pytest.mark.django_db
READ = ("today", "queue", "triage", "new-report", "new-obstacle", "text", "case", "history", "step")
WRITTEN = ("triage", "new-report", "new-obstacle", "text", "contact", "step")


def places(world: World) -> dict[str, str]:
    report = world.report("take_up")
    obstacle = world.obstacle("assign", "edit_side")
    return {
        "today": reverse("work-today"),
        "queue": reverse("work-queue"),
        "triage": reverse("work-triage"),
        "new-report": reverse("work-new-report"),
        "new-obstacle": reverse("work-new-obstacle"),
        "text": reverse("work-text", args=[obstacle.reference]),
        "case": reverse("work-case", args=[obstacle.reference]),
        "history": reverse("work-history", args=[report.reference]),
        "step": reverse("work-step", args=[report.reference, "redirect"]),
        "contact": reverse("work-contact", args=[report.reference]),
    }


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_page_speaks_four_languages(language):
    world = World()
    client, found = signed_in(world.coordinator.user), places(world)

    answers = {
        name: client.get(found[name].replace("/en/", f"/{language}/")).status_code for name in READ
    }

    assert answers == dict.fromkeys(READ, 200)


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_is_written_without_the_token_of_the_form(name):
    world = World()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.coordinator.user)

    answer = client.post(places(world)[name], {"seen": "1"})

    assert answer.status_code == 403


@pytest.mark.parametrize("who", [Role.PARTNER, Role.MANAGEMENT, Role.DATA_PROTECTION])
def test_no_address_opens_for_those_who_do_not_work_here(who):
    world = World()
    found = places(world)
    client = signed_in(person(who))

    answers = {client.get(url).status_code for url in found.values()}
    posted = {client.post(url).status_code for url in found.values()}

    assert (answers, posted) == ({403}, {403})


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(method):
    world = World()
    found = places(world)
    client = signed_in(world.coordinator.user)

    answers = {getattr(client, method)(url).status_code for url in found.values()}

    assert answers == {405}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"seen": "9" * 30},
        {"seen": "1", "why": "\x00"},
        {"decision": "explode", "do": "preview"},
    ],
)
def test_whatever_is_sent_the_answer_is_clean(name, sent):
    world = World()
    url = places(world)[name]

    answer = signed_in(world.coordinator.user).post(url, sent)

    assert answer.status_code in (200, 302, 400, 404, 409, 422)


def test_answers_of_the_desk_are_kept_by_no_cache():
    world = World()

    answer = signed_in(world.coordinator.user).get(places(world)["case"])

    assert answer.headers["Cache-Control"] == "no-store"
