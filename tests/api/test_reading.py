"""Lists, single cases and what hangs on them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import body, border, theme
from workflow.models import AccessView

from .conftest import caller, code_of, place


@pytest.fixture
def intake(world):
    return caller(world.intake)


def test_a_list_has_an_exact_count_and_pages(world, intake):
    for _ in range(3):
        world.report()

    told = intake.read("/reports?page_size=2&page=2").json()

    assert {name: told[name] for name in ("count", "page", "page_size", "pages")} == {
        "count": 3,
        "page": 2,
        "page_size": 2,
        "pages": 2,
    }
    assert len(told["results"]) == 1


def test_a_page_past_the_end_is_empty(world, intake):
    world.report()

    told = intake.read("/reports?page=999999").json()

    assert (told["count"], told["results"]) == (1, [])


@pytest.mark.parametrize("path", ["/reports", "/obstacles", "/consultations"])
def test_a_longer_list_costs_no_more_queries(world, path):
    world.consultation()
    world.report("take_up", "link")
    world.report("take_up", "link")
    for _ in range(2):
        world.consultation()
    coordinator = caller(world.coordinator)
    coordinator.read("/me")

    with CaptureQueriesContext(connection) as one:
        coordinator.read(f"{path}?page_size=1")
    with CaptureQueriesContext(connection) as three:
        shown = coordinator.read(f"{path}?page_size=3").json()["results"]

    assert len(shown) >= 2
    assert len(three) == len(one)
    assert len(three) <= 6


def test_a_case_is_found_by_key_and_by_reference_however_typed(world, intake):
    case = world.report()
    reference = case.reference

    addresses = [reference, reference.lower(), reference.replace("0", "O"), str(case.report_id)]

    assert [intake.read(f"/reports/{one}").status_code for one in addresses] == [200] * 4


def test_a_case_carries_its_version_and_is_not_sent_twice(world, intake):
    case = world.report("take_up")

    first = intake.read(place(case))
    second = intake.read(place(case), **{"If-None-Match": first["ETag"]})

    assert first["ETag"] == '"v1"'
    assert (second.status_code, second.content) == (304, b"")


def test_a_report_shows_intake_its_story(world, intake):
    case = world.report()

    told = intake.read(place(case)).json()

    assert told["account"] == case.report.account
    assert told["border"] == {"code": "be-nl", "name": "BE-NL"}
    assert told["my_roles"] == ["INTAKE"]
    assert "nurse@example.org" not in str(told)


def test_each_look_at_a_report_and_its_contact_is_written_down(world, intake):
    case = world.report()

    intake.read(place(case))
    contact = intake.read(f"{place(case)}/contact").json()

    looked = AccessView.objects.filter(case=case, actor=world.intake.user.pk)
    assert contact["email"] == "nurse@example.org"
    assert list(looked.order_by("at").values_list("what", flat=True)) == ["page", "contact"]


def test_an_expert_reads_the_story_but_no_contact(world):
    obstacle = world.obstacle("assign")
    case = world.report("take_up")
    world.take(case, "link", obstacle=obstacle.reference)

    expert = caller(world.expert)
    told = expert.read(place(case)).json()
    contact = expert.read(f"{place(case)}/contact")

    assert told["account"] == case.report.account
    assert code_of(contact) == (404, "unknown")


def test_an_obstacle_shows_sides_solutions_and_people(world):
    obstacle = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")

    told = caller(world.coordinator).read(place(obstacle)).json()

    assert [side["area"]["code"] for side in told["sides"]] == ["NL"]
    assert [one["text"] for one in told["solutions"]] == ["Change the decree."]
    assert told["people"] == [{"username": world.expert.user.username, "role": "LEAD_EXPERT"}]


def test_the_history_names_who_did_what(world):
    obstacle = world.obstacle("assign")

    told = caller(world.coordinator).read(f"{place(obstacle)}/history").json()

    assert [(one["number"], one["step"], one["by"]) for one in told["results"]] == [
        (1, "identify", str(world.coordinator.user)),
        (2, "assign", str(world.coordinator.user)),
    ]
    assert told["next_cursor"] is None


def test_a_long_history_goes_on_behind_a_cursor_of_its_own(world, intake):
    case, other = world.report(), world.report()
    for _ in range(100):
        world.take(case, "note", world.intake)

    first = intake.read(f"{place(case)}/history").json()
    cursor = first["next_cursor"]
    second = intake.read(f"{place(case)}/history?cursor={cursor}").json()
    elsewhere = intake.read(f"{place(other)}/history?cursor={cursor}")
    forged = intake.read(f"{place(case)}/history?cursor=50:abc")

    assert (len(first["results"]), len(second["results"])) == (100, 1)
    assert second["results"][0]["number"] == 101
    assert [code_of(one) for one in (elsewhere, forged)] == [(400, "unknown_parameter")] * 2


def test_a_clock_says_why_it_ends_on_its_day(world, intake):
    case = world.report()

    told = intake.read(f"{place(case)}/deadlines").json()["results"]

    assert [(one["rule"], one["starts_on"], one["due_on"]) for one in told] == [
        ("S1", "2026-11-02", "2026-11-09"),
        ("S2", "2026-11-02", "2026-12-02"),
    ]
    assert told[0]["why"].startswith("7 days from 2 November 2026, calendar ")


def test_a_list_is_narrowed_by_what_stands_in_the_address(world, intake):
    world.report()
    taken = world.report("take_up")

    by_state = intake.read("/reports?state=IN_TRIAGE").json()
    by_word = intake.read("/reports?q=diploma").json()
    by_reference = intake.read(f"/reports?q={taken.reference.lower()}").json()
    by_person = intake.read(f"/reports?assignee={world.coordinator.user.username}").json()
    by_day = intake.read("/reports?created_after=2026-11-03").json()
    late = intake.read("/reports?overdue=true").json()

    counts = [one["count"] for one in (by_state, by_word, by_reference, by_person, by_day, late)]
    assert counts == [1, 2, 1, 1, 0, 2]


@pytest.mark.parametrize(
    "query",
    [
        "ordering=unknown",
        "ordering=report__contact__email",
        "page_size=101",
        "page_size=20000",
        "page=0",
        "page=-1",
        "page=1e3",
        "page=%D9%A1",
        "limit=20000",
        "offset=5",
        "expand=report",
        "include=notes",
        "fields=contact",
        "format=xml",
        "state=NOWHERE",
        "state=",
        "border=nowhere",
        "reporter__email__startswith=a",
        "_connector=OR",
        "overdue=maybe",
        "page=1&page=2",
        "q=" + "a" * 201,
        "q=%00",
        "created_after=yesterday",
        "created_after=2027-03-28T02:30",
        "created_after=2026-10-25T02:30",
        "created_after=2026-02-30",
        "organisation=ministry",
    ],
)
def test_what_cannot_be_asked_of_a_list_is_said(world, intake, query):
    response = intake.read(f"/reports?{query}")

    assert code_of(response) == (400, "unknown_parameter")
    assert response.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_a_filter_is_no_oracle_for_a_partner(world):
    """A body counts its questions; it does not learn of what and with whom they are."""
    asked = world.consultation()
    partner = caller(world.partner)
    handler = world.expert.user.username

    counts = {
        query: partner.read(f"/consultations?{query}").json()["count"]
        for query in (
            "state=SENT",
            f"q={asked.reference}",
            "q=nurses",
            "theme=health",
            "border=be-nl",
            f"assignee={handler}",
            "organisation=ministry",
        )
    }

    assert counts == {
        "state=SENT": 1,
        f"q={asked.reference}": 0,
        "q=nurses": 0,
        "theme=health": 0,
        "border=be-nl": 0,
        f"assignee={handler}": 0,
        "organisation=ministry": 1,
    }


def test_a_packet_is_the_same_for_both_ends(world):
    asked = world.consultation()

    for_body = caller(world.partner).read(f"{place(asked)}/packet").json()
    for_us = caller(world.coordinator).read(f"{place(asked)}/packet").json()

    assert for_body == for_us
    assert sorted(for_body["fields_shown"]) == ["sides", "summary"]
    assert for_body["question"] == "Would you accept these diplomas?"


def test_me_says_which_parts_i_play(world):
    told = caller(world.partner).read("/me").json()

    assert (told["username"], told["offices"]) == (world.partner.user.username, [])
    assert told["memberships"] == [{"role": "PARTNER", "body": "ministry", "name": "ministry"}]


def test_the_directory_gives_no_mailbox(world, intake):
    body("agency")

    response = intake.read("/organisations?kind=ministry")

    assert [one["slug"] for one in response.json()["results"]] == ["agency", "ministry"]
    assert "@" not in response.content.decode()


def test_the_procedures_are_told_as_data(world, intake):
    told = intake.read("/workflow").json()

    steps = {one["name"]: one for one in told["report"]["steps"]}
    assert steps["take_up"]["moves"] == {"RECEIVED": ["IN_TRIAGE"]}
    assert steps["take_up"]["by"] == ["COORDINATOR", "INTAKE"]
    assert sorted(told) == ["consultation", "obstacle", "report"]


def test_notes_and_messages_have_addresses_of_their_own(world, intake):
    case = world.report()

    note = intake.send(f"{place(case)}/notes", {"text": "For us."})
    message = intake.send(f"{place(case)}/messages", {"text": "For you.", "language": "nl"})
    mixed = intake.send(f"{place(case)}/notes", {"text": "?", "internal": False})

    notes = intake.read(f"{place(case)}/notes").json()["results"]
    messages = intake.read(f"{place(case)}/messages").json()["results"]
    assert (note.json()["step"], message.json()["step"]) == ("note", "message")
    assert code_of(mixed) == (400, "unknown_field")
    assert [one["text"] for one in notes] == ["For us."]
    assert [one["text"] for one in messages] == ["For you."]


def test_the_desk_takes_in_a_report_and_an_obstacle(world, intake):
    border(), theme()
    report = {
        "account": "She phoned: her diploma does not count.",
        "language": "nl",
        "border": "be-nl",
        "reporter_kind": "citizen",
        "contact_way": "phone",
        "phone": "0123",
        "contact_language": "nl",
        "channel": "phone",
        "received_on": "2026-11-20",
    }
    obstacle = {"title": "Diplomas", "language": "en", "borders": ["be-nl"], "theme": "health"}

    taken_in = intake.send("/reports", report)
    identified = intake.send("/obstacles", obstacle)

    assert (taken_in.status_code, identified.status_code) == (201, 201)
    assert intake.read(f"/reports/{taken_in.json()['id']}").json()["channel"] == "phone"
    assert identified["Location"] == f"/api/v1/obstacles/{identified.json()['reference']}"
    assert len(taken_in.json()["access_code"]) == 29
