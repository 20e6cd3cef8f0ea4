"""Today, the queue and triage: what is listed, how often the database is asked."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from obstacles.models import Network
from tests.factories import World, body, fresh, theme
from tests.web.desk import signed_in
from workflow.models import AccessView

pytestmark = pytest.mark.django_db
QUERIES = 11


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize("kind", ["report", "obstacle", "consultation"])
def test_a_list_costs_the_same_for_one_case_and_for_more(kind):
    world = World()
    client = signed_in(world.coordinator.user)
    url = f"{reverse('work-queue')}?kind={kind}"
    counts = []

    for more in (1, 2, 47):
        for _number in range(more):
            getattr(world, kind)()
        counts.append(queries(client, url))

    assert len(set(counts)) == 1
    assert counts[0] <= QUERIES


def test_the_list_of_an_expert_costs_no_more():
    world = World()
    world.obstacle("assign")

    asked = queries(signed_in(world.expert.user), reverse("work-queue"))

    assert asked <= QUERIES


@pytest.mark.parametrize("who", ["coordinator", "intake", "expert"])
def test_today_asks_the_database_at_most_ten_times(who):
    world = World()
    for _number in range(3):
        world.report()
        world.obstacle("assign", "start_analysis")

    asked = queries(signed_in(getattr(world, who).user), reverse("work-today"))

    assert asked <= QUERIES


def test_with_nothing_to_do_today_says_so():
    client = signed_in(World().intake.user)

    words = client.get(reverse("work-today")).content.decode()

    assert "All done." in words


def test_an_exact_reference_leads_to_its_case_whatever_the_filters():
    world = World()
    case = world.obstacle()
    typed = case.reference.lower().replace("-", " ")

    answer = signed_in(world.coordinator.user).get(
        reverse("work-queue"), {"q": typed, "kind": "report", "state": "REJECTED"}
    )

    assert answer.url == reverse("work-case", args=[case.reference])


def test_facets_count_what_the_list_shows():
    world = World()
    world.obstacle()
    world.obstacle("assign")

    answer = signed_in(world.coordinator.user).get(reverse("work-queue"), {"kind": "obstacle"})

    shown = answer.context["facets"]
    assert shown.total == 2
    assert {one.value: one.number for one in shown.state} == {"IDENTIFIED": 1, "ASSIGNED": 1}
    assert [(one.value, one.number) for one in shown.border] == [("be-nl", 2)]


def test_views_are_links_with_their_numbers():
    world = World()
    world.obstacle()
    world.obstacle("assign")

    answer = signed_in(world.expert.user).get(reverse("work-queue"), {"kind": "obstacle"})

    assert [one.number for one in answer.context["views"]] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    "query",
    [
        "page=x",
        "page=-1",
        "page=999999",
        "border=nowhere",
        "state=NONE",
        "ordering=drop",
        "kind=dragon",
        "assignee=%F0%9F%90%B2",
        "opened_after=yesterday",
    ],
)
def test_a_filter_that_means_nothing_breaks_nothing(query):
    world = World()
    world.obstacle()

    answer = signed_in(world.coordinator.user).get(f"{reverse('work-queue')}?{query}")

    assert answer.status_code == 200


def test_triage_shows_the_report_that_waits_longest_and_skips():
    world = World()
    first, second = world.report(), world.report()
    client = signed_in(world.intake.user)

    shown = client.get(reverse("work-triage")).context["case"]
    after = client.get(reverse("work-triage"), {"skip": shown.reference}).context["case"]

    assert {shown.reference, after.reference} == {first.reference, second.reference}


def test_a_decision_takes_the_report_up_and_leads_to_the_words():
    world = World()
    case = world.report()
    client = signed_in(world.intake.user)

    answer = client.post(
        reverse("work-triage"), {"reference": case.reference, "decision": "ask_reporter"}
    )

    step = reverse("work-step", args=[case.reference, "ask_reporter"])
    assert answer.url == f"{step}?next=%2Fen%2Fwork%2Ftriage"
    assert fresh(case).state == "IN_TRIAGE"


def test_a_report_is_linked_to_a_likely_obstacle_by_one_press():
    world = World()
    obstacle, case = world.obstacle(), world.report()
    client = signed_in(world.intake.user)

    client.post(
        reverse("work-triage"),
        {"reference": case.reference, "decision": "link", "obstacle": obstacle.reference},
    )

    assert fresh(case).state == "LINKED"
    assert fresh(case).parent == fresh(obstacle)


def test_with_no_report_waiting_triage_says_so():
    client = signed_in(World().intake.user)

    words = client.get(reverse("work-triage")).content.decode()

    assert "Nothing to triage." in words


def test_experts_do_no_triage():
    world = World()

    answer = signed_in(world.expert.user).get(reverse("work-triage"))

    assert answer.status_code == 403


def test_reading_a_report_is_written_down():
    world = World()
    case = world.report()

    signed_in(world.intake.user).get(reverse("work-triage"))

    assert [one.what for one in AccessView.objects.filter(case=case)] == ["page"]


@pytest.mark.parametrize("who", ["coordinator", "expert"])
def test_today_shows_cases_of_every_kind(who):
    world = World()
    world.consultation()
    world.consultation("accept", "answer")
    world.report("take_up")

    answer = signed_in(getattr(world, who).user).get(reverse("work-today"))

    assert answer.status_code == 200


def test_a_network_narrows_the_list():
    world = World()
    world.obstacle()
    network = Network.objects.create(slug="river", kind="commission", name_en="River")
    network.themes.add(theme("water"))
    case = world.obstacle(theme="water")

    answer = signed_in(world.coordinator.user).get(
        reverse("work-queue"), {"kind": "obstacle", "network": "river"}
    )

    assert [row.case.reference for row in answer.context["rows"]] == [case.reference]


def test_no_filter_tells_intake_whom_we_asked():
    world = World()
    body("agency")
    world.consultation("accept", "answer")
    world.obstacle()
    client = signed_in(world.intake.user)

    shown = [
        client.get(reverse("work-queue"), {"kind": "obstacle", **asked}).context["facets"].total
        for asked in ({}, {"body": "ministry"}, {"body": "agency"}, {"arrived": "true"})
    ]

    assert shown == [2, 2, 2, 2]
