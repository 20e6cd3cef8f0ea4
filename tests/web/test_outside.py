"""People with an account who have no desk: front offices, bodies, the data protection officer."""

from typing import Any

import pytest
from django.test import Client

from obstacles.models import Role
from tests.factories import MONDAY, World, body, fresh, person, story
from workflow.actors import Official
from workflow.models import AccessView, Case, Seat
from workflow.roles import Role as Part
from workflow.states import Kind
from workflow.steps import open_case

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def office(slug: str = "info-point") -> Any:
    return person(Role.FRONT_OFFICE, of=body(slug))


def filed(user: Any, **told: Any) -> Case:
    answers = story(channel="counter", **told)
    return open_case(Kind.REPORT, by=Official(user), at=MONDAY, answers=answers).case


def outsiders() -> dict[str, Any]:
    """One person of each kind that is none of the kind asked for."""
    return {
        "intake": person(Role.INTAKE),
        "management": person(Role.MANAGEMENT),
        "protection": person(Role.DATA_PROTECTION),
        "partner": person(Role.PARTNER, of=body("elsewhere")),
        "office": office("other-point"),
    }


def statuses(path: str, *, but: str = "") -> dict[str, int]:
    people = {name: one for name, one in outsiders().items() if name != but}
    return {name: signed_in(one).get(path).status_code for name, one in people.items()}


def shared(world: World) -> Case:
    """An obstacle that the ministry must act on, and that the region may read."""
    case = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")
    region = body("region")
    Seat.objects.create(case=case, role=Part.READER, authority=region, sort_at=case.opened_at)
    return fresh(case)


@pytest.mark.parametrize(
    ("role", "of", "page"),
    [
        (Role.FRONT_OFFICE, "info-point", "/en/office"),
        (Role.PARTNER, "ministry", "/en/partner"),
        (Role.DATA_PROTECTION, None, "/en/manage/privacy"),
        (Role.MANAGEMENT, None, "/en/insight/"),
        (Role.ADMINISTRATOR, None, "/admin/"),
    ],
)
def test_signing_in_leads_to_ones_own_page(client, role, of, page):
    user = person(role, of=body(of) if of else None)
    user.set_password("a long enough password")
    user.save()

    told = {"login": user.username, "password": "a long enough password"}
    answer = client.post("/en/accounts/login/", told)

    assert answer.url == page


@pytest.mark.parametrize("path", ["office", "office/new", "partner", "manage/privacy"])
def test_strangers_are_asked_to_sign_in(client, path):
    answer = client.get(f"/en/{path}")

    assert answer.url == f"/en/accounts/login/?next=/en/{path}"


@pytest.mark.parametrize(
    ("path", "whose"),
    [
        ("office", "office"),
        ("office/new", "office"),
        ("partner", "partner"),
        ("manage/privacy", "protection"),
        ("manage/privacy/looks.csv", "protection"),
    ],
)
def test_a_page_is_for_one_kind_of_people(path, whose):
    assert set(statuses(f"/en/{path}", but=whose).values()) == {403}


def test_a_front_office_files_for_somebody(client):
    told = {**story(), "channel": "counter", "received_on": MONDAY.date().isoformat()}

    page = signed_in(office()).post("/en/office/new", told)

    case = Case.objects.get()
    assert page.status_code == 201
    assert case.report.channel == "counter"
    assert case.reference in page.text
    assert len(page.context["code"].replace("-", "")) == 24


def test_an_empty_report_is_not_filed():
    page = signed_in(office()).post("/en/office/new", {})

    assert page.status_code == 422
    assert Case.objects.count() == 0


def test_a_front_office_finds_its_reports_and_no_others():
    mine, other = office("mine"), office("other")
    case = filed(mine)
    filed(other)

    page = signed_in(mine).get("/en/office")

    assert [row["case"].reference for row in page.context["rows"]] == [case.reference]


def test_what_is_asked_of_an_office_stands_first_and_is_answered_there():
    mine, world = office(), World()
    case = filed(mine)
    for name in ("take_up", "ask_reporter"):
        world.take(fresh(case), name)

    client = signed_in(mine)
    asked = client.get("/en/office").context["asked"]
    answer = client.post(f"/en/office/{case.reference}", {"answer": "It was in 2024."})

    assert [row["case"].reference for row in asked] == [case.reference]
    assert answer.url == f"/en/office/{case.reference}"
    assert fresh(case).state == "IN_TRIAGE"
    assert fresh(case).messages.get(kind="reply").from_outside is True
    assert client.get("/en/office").context["asked"] == []


def test_a_report_of_another_office_is_not_there():
    case = filed(office("mine"))

    found = statuses(f"/en/office/{case.reference}")

    assert found.pop("office") == 404
    assert set(found.values()) == {403}
    assert signed_in(office("mine")).get(f"/en/office/{case.reference}").status_code == 200


def test_longer_lists_of_an_office_cost_no_more_queries(django_assert_num_queries):
    mine, world = office(), World()
    client = signed_in(mine)

    def grow(number: int) -> None:
        for _one in range(number):
            case = filed(mine)
            for name in ("take_up", "ask_reporter"):
                world.take(fresh(case), name)

    grow(1)
    client.get("/en/office")
    with django_assert_num_queries(7):
        client.get("/en/office")
    grow(2)
    with django_assert_num_queries(7):
        client.get("/en/office")


def test_a_body_sees_its_questions_and_no_others():
    world = World()
    case = world.consultation()
    member, stranger = person(Role.PARTNER, of=body()), person(Role.PARTNER, of=body("other"))

    mine = signed_in(member).get("/en/partner").context["waiting"]
    theirs = signed_in(stranger).get("/en/partner").context["waiting"]

    assert [one.reference for one in mine] == [case.reference]
    assert theirs == []


def test_an_account_opens_the_question_without_digits():
    case = World().consultation()
    client = signed_in(person(Role.PARTNER, of=body()))

    page = client.get(f"/en/partner/{case.reference}", follow=True)

    assert page.status_code == 200
    assert page.templates[0].name == "partner/request.html"
    assert page.context["has_account"] is True


def test_an_account_answers_and_the_log_names_the_person():
    case = World().consultation()
    user = person(Role.PARTNER, of=body())
    client = signed_in(user)
    page = client.get(f"/en/partner/{case.reference}", follow=True)
    told = {
        "position": "willing",
        "text": "We change the rule.",
        "language": "nl",
        "may_be_quoted": "yes",
        "seen": str(fresh(case).version),
        "draft": "",
        "do": "send",
    }

    sent = client.post(f"/en/p/{page.context['locator']}/answer", told)

    assert sent.url == f"/en/p/{page.context['locator']}/sent"
    assert fresh(case).state == "ANSWERED"
    assert fresh(case).log.get(step="answer").actor == user.pk


def test_an_account_of_another_body_opens_nothing():
    case = World().consultation()
    locator = (
        signed_in(person(Role.PARTNER, of=body()))
        .get(f"/en/partner/{case.reference}", follow=True)
        .context["locator"]
    )
    stranger = signed_in(person(Role.PARTNER, of=body("other")))

    assert stranger.get(f"/en/partner/{case.reference}").status_code == 404
    assert stranger.get(f"/en/p/{locator}/request").url == f"/en/p/{locator}"
    assert stranger.post(f"/en/p/{locator}/answer", {"do": "send"}).status_code == 403
    for one in (person(Role.INTAKE), person(Role.COORDINATOR), office()):
        assert signed_in(one).get(f"/en/p/{locator}/request").url == f"/en/p/{locator}"


def test_longer_lists_of_a_body_cost_no_more_queries(django_assert_num_queries):
    world = World()
    client = signed_in(person(Role.PARTNER, of=body()))
    world.consultation()
    client.get("/en/partner")
    with django_assert_num_queries(6):
        client.get("/en/partner")
    for _one in range(2):
        world.consultation()
    with django_assert_num_queries(6):
        page = client.get("/en/partner")

    assert len(page.context["waiting"]) == 3


@pytest.mark.parametrize(("slug", "sees"), [("region", False), ("ministry", True)])
def test_a_shared_obstacle_shows_what_the_body_may_do(slug, sees):
    case = shared(World())
    client = signed_in(person(Role.PARTNER, of=body(slug)))

    page = client.get(f"/en/partner/obstacle/{case.reference}")

    assert bool(page.context["acts"]) is sees
    assert page.context["solution"].text in page.text
    assert client.get(f"/en/partner/obstacle/{case.reference}/adopt").status_code == (
        200 if sees else 404
    )


def test_an_obstacle_that_is_not_shared_is_not_there():
    case = shared(World())
    found = statuses(f"/en/partner/obstacle/{case.reference}")

    assert found.pop("partner") == 404
    assert set(found.values()) == {403}


def test_a_body_that_must_act_adopts_the_solution():
    case = shared(World())
    client = signed_in(person(Role.PARTNER, of=body()))
    path = f"/en/partner/obstacle/{case.reference}/adopt"

    refused = client.post(path, {"seen": case.version})
    told = {"act_reference": "Decree 12", "milestones": "2027-03-01 In force", "seen": case.version}
    taken = client.post(path, told)

    assert refused.status_code == 422
    assert taken.url == f"/en/partner/obstacle/{case.reference}"
    assert fresh(case).state == "IMPLEMENTING"


def look(case: Case, user: Any) -> None:
    AccessView.objects.create(
        case=case, actor_kind="official", actor=user.pk, what="contact", at=MONDAY
    )


def test_the_officer_sees_who_looked_and_no_story():
    world = World()
    case, other = world.report("take_up"), world.report("take_up")
    user = person(Role.INTAKE, first_name="Lotte", last_name="Maes")
    look(case, user), look(other, user)

    client = signed_in(person(Role.DATA_PROTECTION))
    page = client.get(f"/en/manage/privacy?case={case.reference}")

    assert [(row["reference"], row["who"]) for row in page.context["looks"]] == [
        (case.reference, "Lotte Maes")
    ]
    assert case.report.account not in page.text
    table = b"".join(client.get("/en/manage/privacy/looks.csv")).decode()
    assert table.count("RP-") == 2


def test_what_is_kept_too_long_is_counted():
    world = World(MONDAY.replace(year=2019))
    world.report("take_up", "answer")

    kept = signed_in(person(Role.DATA_PROTECTION)).get("/en/manage/privacy").context["kept"]

    assert [(one.held, one.too_old) for one in kept[:2]] == [(1, 1), (1, 1)]


def test_an_erasure_shows_both_people():
    world = World()
    case = world.report("take_up")
    second = person(Role.DATA_PROTECTION, first_name="Luc", last_name="Martin")
    world.take(case, "erase", reason="Asked for it.", confirmed_by=second.username)

    page = signed_in(second).get("/en/manage/privacy")

    assert [row["second"] for row in page.context["erased"]] == ["Luc Martin"]


def test_a_longer_access_log_costs_no_more_queries(django_assert_num_queries):
    world, user = World(), person(Role.INTAKE)
    client = signed_in(person(Role.DATA_PROTECTION))
    look(world.report("take_up"), user)
    client.get("/en/manage/privacy")
    with django_assert_num_queries(12):
        client.get("/en/manage/privacy")
    for _one in range(2):
        look(world.report("take_up"), user)
    with django_assert_num_queries(12):
        client.get("/en/manage/privacy")
