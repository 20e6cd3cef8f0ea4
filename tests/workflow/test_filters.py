"""Lists of cases, narrowed by what stands in an address."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from obstacles.models import Member, Network, Theme
from tests.factories import World, body, border, theme
from workflow.filters import CaseFilter, unknown_parameters
from workflow.models import Case

pytestmark = pytest.mark.django_db


def found(query: str, *, today=None) -> list[str]:
    narrowed = CaseFilter(QueryDict(query), Case.objects.all(), today=today)
    return [case.reference for case in narrowed.qs]


def test_a_list_is_narrowed_by_kind_and_state():
    world = World()
    world.report()
    obstacle = world.obstacle("assign")
    world.obstacle()

    assert found("kind=obstacle&state=ASSIGNED") == [obstacle.reference]


def test_a_border_counts_with_its_segments():
    world = World()
    segment = border("be-nl-kanaal")
    segment.parent = border("be-nl")
    segment.save()
    case = world.obstacle(borders=["be-nl-kanaal"])

    assert found("border=be-nl&kind=obstacle") == [case.reference]
    assert found("border=be-nl-kanaal") == [case.reference]


def test_a_theme_counts_with_its_parts():
    world = World()
    Theme.objects.create(
        slug="ambulances", level=2, parent=theme("health"), name_en="x", name_nl="x"
    )
    case = world.obstacle(theme="ambulances")

    assert found("theme=health") == [case.reference]


def test_a_network_finds_what_is_at_its_borders_and_about_its_themes():
    world = World()
    network = Network.objects.create(slug="river", kind="commission")
    network.borders.add(border("be-nl"))
    network.themes.add(theme("water"))
    world.obstacle()
    case = world.obstacle(theme="water")

    assert found("network=river&kind=obstacle") == [case.reference]


def test_a_network_without_borders_finds_what_its_members_do():
    world = World()
    network = Network.objects.create(slug="forum", kind="forum")
    Member.objects.create(network=network, authority=world.ministry, group="member")
    asked = world.consultation()
    world.obstacle()

    assert set(found("network=forum")) == {asked.reference, asked.parent.reference}


def test_a_body_finds_what_it_is_asked_and_in_charge_of():
    world = World()
    asked = world.consultation()
    side = world.obstacle()
    world.take(side, "edit_side", by=world.coordinator, authority=body("agency").slug)

    assert set(found("body=ministry")) == {asked.reference, asked.parent.reference}
    assert found("body=agency") == [side.reference]


def test_cases_are_found_by_whom_they_are_with():
    world = World()
    mine = world.obstacle("assign")
    free = world.obstacle()

    assert found(f"assignee={world.expert.user.username}") == [mine.reference]
    assert found("assignee=nobody") == [free.reference]
    assert found("assignee=whoever") == []


def test_a_language_finds_reports_and_obstacles():
    world = World()
    report = world.report(language="de")
    world.obstacle()

    assert found("language=de") == [report.reference]


def test_clocks_are_late_soon_or_later():
    world = World()
    case = world.report()
    day = case.running[0].due_on

    assert found("clock=late", today=day + timedelta(days=1)) == [case.reference]
    assert found("clock=soon", today=day) == [case.reference]
    assert found("clock=soon", today=day - timedelta(days=7)) == [case.reference]
    assert found("clock=later", today=day - timedelta(days=8)) == [case.reference]
    assert found("clock=late", today=day) == []


def test_an_obstacle_is_due_when_a_question_about_it_is():
    world = World()
    asked = world.consultation()
    day = asked.running[0].due_on

    assert set(found("clock=soon", today=day)) == {asked.reference, asked.parent.reference}


def test_a_typed_reference_is_put_right():
    world = World()
    case = world.obstacle()
    world.obstacle()
    typed = case.reference.lower().replace("-", "+").replace("0", "o").replace("1", "l")

    assert found(f"q={typed}") == [case.reference]


def test_words_find_obstacles_and_stories():
    world = World()
    report, obstacle = world.report(), world.obstacle()

    assert found("q=nurse") == [obstacle.reference, report.reference]
    assert found("q=river") == [report.reference]


def test_answers_that_arrived_wait_for_us():
    world = World()
    asked = world.consultation("accept", "answer")
    report = world.report("take_up", "ask_reporter", "reply")
    world.report()

    arrived = {asked.reference, asked.parent.reference, report.reference}
    assert set(found("arrived=true")) == arrived


def test_reports_of_one_obstacle_are_found():
    world = World()
    report = world.report("take_up", "link")
    world.report()

    assert found(f"obstacle={report.parent.reference}") == [report.reference]
    assert found("obstacle=nonsense") == []


def test_closed_cases_can_be_left_out():
    world = World()
    world.report("take_up", "answer")
    case = world.report()

    assert found("open=true") == [case.reference]


def test_lists_have_an_order():
    world = World()
    first = world.obstacle("assign")
    world.later(days=2)
    second = world.obstacle()

    assert found("ordering=newest") == [second.reference, first.reference]
    assert found("ordering=oldest") == [first.reference, second.reference]
    assert found("ordering=due") == [first.reference, second.reference]
    assert found("") == [second.reference, first.reference]


def test_opened_and_changed_since_a_day():
    world = World()
    old = world.obstacle()
    world.later(days=9)
    new = world.obstacle()
    day = world.at.date().isoformat()
    world.take(old, "assign")

    assert found(f"opened_after={day}") == [new.reference]
    assert set(found(f"updated_after={day}")) == {old.reference, new.reference}


def test_parameters_that_narrow_nothing_are_named():
    assert unknown_parameters(["kind", "page", "colour"], also=["page"]) == {"colour"}


@pytest.mark.parametrize("query", ["q=%00", "clock=never", "border=x", "kind=x", "open=maybe"])
def test_what_means_nothing_is_no_server_error(query):
    World().obstacle()

    narrowed = CaseFilter(QueryDict(query), Case.objects.all())

    assert narrowed.is_valid() in (True, False)
