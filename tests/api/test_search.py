"""Words are found in all that somebody may read, and nowhere else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from obstacles.models import Role
from tests.factories import body, official
from workflow.models import Case

from .conftest import caller, code_of, place


def found(client, words, more=""):
    return client.read(f"/search?q={words}{more}").json()["results"]


def references(rows):
    return [row["reference"] for row in rows]


@pytest.fixture
def told(world):
    """One word in a report, in an obstacle, and in a question to a body."""
    asked = world.consultation()
    obstacle = Case.objects.get(pk=asked.parent_id)
    report = world.report("take_up", language="en", account="My pharmacy diploma is refused.")
    other = world.obstacle(title="Pharmacy licences")
    return {"report": report, "obstacle": other, "consultation": asked, "parent": obstacle}


def test_a_word_is_found_in_every_kind_with_the_reason(world, told):
    rows = found(caller(world.coordinator), "pharmacy")

    reasons = {row["kind"]: row["found_in"] for row in rows}
    assert {row["kind"] for row in rows} == {"report", "obstacle"}
    assert reasons["report"] == [
        {
            "field": "account",
            "language": "en",
            "snippet": "My pharmacy diploma is refused.",
            "words": ["pharmacy"],
        }
    ]
    assert [one["field"] for one in reasons["obstacle"]] == ["title"]
    assert next(row for row in rows if row["kind"] == "obstacle")["title"] == "Pharmacy licences"


def test_a_reader_of_one_part_finds_nothing_by_another(world, told):
    world.take(told["obstacle"], "share", bodies=[body("agency").slug])
    reader = caller(official(Role.PARTNER, of=body("agency")))

    rows = found(reader, "pharmacy")

    assert references(rows) == [told["obstacle"].reference]
    assert "handler" not in rows[0]


def test_a_body_finds_its_question_by_the_words_of_the_question(world, told):
    partner = caller(world.partner)

    by_question, by_obstacle = found(partner, "accept"), found(partner, "across")

    assert references(by_question) == [told["consultation"].reference]
    assert [one["field"] for one in by_question[0]["found_in"]] == ["question"]
    assert by_obstacle == []


def test_an_outsider_finds_nothing(world, told):
    for outsider in (official(Role.MANAGEMENT), official(Role.PARTNER, of=body("agency"))):
        client = caller(outsider)

        answers = [client.read(f"/search?q={word}").json() for word in ("pharmacy", "nothing")]
        by_name = client.read(f"/search?q={told['report'].reference}").json()

        assert answers[0] == answers[1] == by_name
        assert by_name["count"] == 0


def test_a_reference_finds_its_case(world, told):
    rows = found(caller(world.intake), told["report"].reference.lower())

    assert references(rows) == [told["report"].reference]
    assert rows[0]["found_in"][0]["field"] == "reference"


def test_it_looks_among_the_kinds_that_are_named(world, told):
    coordinator = caller(world.coordinator)

    rows = found(coordinator, "pharmacy", "&kind=report")
    wrong = coordinator.read("/search?q=pharmacy&kind=letter")

    assert references(rows) == [told["report"].reference]
    assert code_of(wrong) == (400, "unknown_parameter")


@pytest.mark.parametrize("query", ["", "?q=", "?q=%21%26", "?q=x&state=LINKED", "?q=" + "a" * 201])
def test_what_cannot_be_looked_for_is_refused(world, query):
    response = caller(world.coordinator).read(f"/search{query}")

    assert code_of(response) == (400, "unknown_parameter")


def test_a_visitor_is_asked_who_they_are(db):
    assert code_of(caller().read("/search?state=LINKED")) == (401, "not_signed_in")


def test_three_finds_cost_no_more_queries_than_one(world):
    client = caller(world.coordinator)
    costs = []
    for number in (1, 2):
        for _each in range(number):
            world.report(language="en", account="The bakery is closed to us.")
        client.read("/search?q=bakery")
        with CaptureQueriesContext(connection) as captured:
            rows = found(client, "bakery")
        costs.append((len(rows), len(captured)))

    assert costs == [(1, costs[0][1]), (3, costs[0][1])]


def test_words_that_stand_in_two_texts_are_shown_in_both(world):
    case = world.report(language="en", account="Refused at the counter.", office="Town hall")

    rows = found(caller(world.intake), "counter+hall")

    assert references(rows) == [case.reference]
    assert [one["field"] for one in rows[0]["found_in"]] == ["account", "office"]
    assert caller(world.intake).read(place(case)).status_code == 200
