"""What people see who have no business with a case: nothing, and not even that it exists."""

import pytest

from obstacles.models import Role
from tests.factories import body, official, person, story
from workflow.actors import Official
from workflow.models import Case, Entry, Message

from .conftest import caller, code_of, place

NOTE, EMAIL, STORY = "CANARY-NOTE-7731", "canary@example.net", "CANARY-STORY of a nurse, 7732."
NAME, ANSWER, INNER = "Canary Jansen", "CANARY-ANSWER-7734", "CANARY-INNER-7735"
PARTS = (
    "", "/history", "/deadlines", "/notes", "/messages", "/transitions", "/contact",
    "/questions", "/outcome", "/packet", "/assignments", "/consultations",
)  # fmt: skip


@pytest.fixture
def told(world):
    """An obstacle with a report, a note, and the answer of one body."""
    asked = world.consultation("accept")
    world.take(asked, "answer", text=ANSWER)
    world.take(asked, "close", taken_from_it=INNER)
    obstacle = Case.objects.get(pk=asked.parent_id)
    report = world.report("take_up", account=STORY, email=EMAIL, name=NAME)
    world.take(report, "link", obstacle=obstacle.reference)
    world.take(report, "note", text=NOTE)
    world.take(obstacle, "note", text=NOTE)
    return {"report": report, "obstacle": obstacle, "consultation": asked}


OUTSIDERS = {
    "another body": lambda: official(Role.PARTNER, of=body("agency")),
    "management": lambda: official(Role.MANAGEMENT),
    "administrator": lambda: official(Role.ADMINISTRATOR),
    "data protection": lambda: official(Role.DATA_PROTECTION),
    "superuser": lambda: Official(person(is_superuser=True, is_staff=True)),
    "an expert without a seat": lambda: official(Role.EXPERT),
    "nobody's colleague": official,
    "front office": lambda: official(Role.FRONT_OFFICE, of=body("office")),
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_cannot_tell_a_case_from_none(told, who):
    outsider = caller(OUTSIDERS[who]())
    nowhere = {"report": "RP-", "obstacle": "OB-", "consultation": "CN-"}

    for kind, case in told.items():
        for part in PARTS:
            there = outsider.read(f"{place(case)}{part}")
            absent = outsider.read(f"/{kind}s/{nowhere[kind]}000000{part}")
            assert there.status_code == 404, (who, kind, part)
            assert there.content == absent.content
            assert headers(there) == headers(absent)
        assert outsider.read(f"/{kind}s").json()["results"] == []
        assert outsider.read(f"/{kind}s").json()["count"] == 0


def headers(response):
    return {name: value for name, value in response.headers.items() if name != "RateLimit"}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_changes_nothing(world, told, who):
    outsider = caller(OUTSIDERS[who]())
    before = (Entry.objects.count(), Message.objects.count())

    answers = [
        outsider.take(told["report"], "note", {"text": "x"}),
        outsider.send(f"{place(told['report'])}/messages", {"text": "x", "language": "nl"}),
        outsider.take(told["obstacle"], "dismiss"),
        outsider.send(f"{place(told['obstacle'])}/consultations"),
        outsider.take(told["consultation"], "answer", world.answers(told["consultation"])["note"]),
    ]

    assert {one.status_code for one in answers} <= {400, 404}
    assert answers[0].status_code == answers[2].status_code == 404
    assert (Entry.objects.count(), Message.objects.count()) == before


def test_a_visitor_is_asked_who_they_are(told):
    visitor = caller()
    paths = [f"{place(case)}{part}" for case in told.values() for part in ("", "/history")]

    answers = [visitor.read(path) for path in [*paths, "/reports", "/me", "/organisations"]]

    assert {code_of(one) for one in answers} == {(401, "not_signed_in")}
    assert {one["WWW-Authenticate"] for one in answers} == {'Bearer realm="api"'}


def test_a_suspended_person_is_dead_at_once(world, told):
    coordinator = caller(world.coordinator)
    alive = coordinator.read(place(told["report"]))
    world.coordinator.user.is_active = False
    world.coordinator.user.save()

    dead = coordinator.read(place(told["report"]))

    assert (alive.status_code, dead.status_code) == (200, 401)


def test_who_left_the_office_sees_nothing_more(world, told):
    coordinator = caller(world.coordinator)
    world.coordinator.user.memberships.all().delete()

    response = coordinator.read(place(told["report"]))

    assert response.status_code == 404


CANARIES = {
    "partner": {ANSWER},
    "expert": {NOTE, STORY, ANSWER, INNER},
    "intake": {NOTE, STORY, EMAIL, NAME},
    "coordinator": {NOTE, STORY, EMAIL, NAME, ANSWER, INNER},
}


@pytest.mark.parametrize("who", CANARIES)
def test_each_canary_sings_for_its_readers_only(world, told, who):
    reader = caller(getattr(world, who))

    heard = set()
    for kind, case in told.items():
        for path in (*(f"{place(case)}{part}" for part in PARTS), f"/{kind}s"):
            text = reader.read(path).content.decode()
            heard |= {one for one in (NOTE, EMAIL, STORY, NAME, ANSWER, INNER) if one in text}

    assert heard == CANARIES[who]


def test_a_reader_with_a_share_sees_text_and_no_people(world, told):
    world.take(told["obstacle"], "share", bodies=[body("agency").slug])
    reader = caller(official(Role.PARTNER, of=body("agency")))

    seen = reader.read(place(told["obstacle"])).json()

    assert seen["title"] == "Diplomas do not count"
    absent = {"people", "handler", "reports", "consultations", "publication", "source_url"}
    assert absent & set(seen) == set()
    statuses = [reader.read(f"{place(told['obstacle'])}{part}").status_code for part in PARTS[1:]]
    assert set(statuses) - {404} == {200}
    assert reader.read(f"{place(told['obstacle'])}/history").status_code == 404
    assert reader.read(f"{place(told['obstacle'])}/notes").status_code == 404


def test_a_share_that_was_ended_ends_at_once(world, told):
    agency = body("agency").slug
    world.take(told["obstacle"], "share", bodies=[agency])
    reader = caller(official(Role.PARTNER, of=body("agency")))
    during = reader.read(place(told["obstacle"])).status_code
    world.take(told["obstacle"], "unshare", bodies=[agency])

    after = reader.read(place(told["obstacle"])).status_code

    assert (during, after) == (200, 404)


def test_a_front_office_reads_the_public_steps_of_its_reports(world):
    office = official(Role.FRONT_OFFICE, of=body("office"))
    program = caller(office)
    made = program.send("/reports", story(account=STORY))
    world.take(Case.objects.get(report_id=made.json()["id"]), "take_up")
    world.take(Case.objects.get(report_id=made.json()["id"]), "note", text=NOTE)

    history = program.read(f"/reports/{made.json()['reference']}/history").json()["results"]

    assert [one["step"] for one in history] == ["submit"]
    assert {"by", "facts", "before", "after"} & set(history[0]) == set()
