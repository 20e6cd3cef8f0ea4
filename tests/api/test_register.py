"""The public register: approved texts, found as on the page, gone when withdrawn."""

import pytest

from obstacles.models import Obstacle

from .conftest import caller, code_of


@pytest.fixture
def published(world):
    def publish(**told):
        case = world.obstacle("edit_side", "request_review", "approve", **told)
        return case

    return publish


@pytest.fixture
def visitor(db):
    return caller()


def test_only_approved_obstacles_are_listed(world, published, visitor):
    case = published()
    world.obstacle(title="Not yet")

    told = visitor.read("/public/obstacles").json()

    assert told["count"] == 1
    assert told["results"][0]["reference"] == case.reference
    assert told["results"][0]["titles"]["en"] == "Diplomas do not count"


def test_the_public_reads_the_snapshot_and_nothing_later(world, published, visitor):
    case = published()
    text = {"borders": ["be-nl"], "theme": "health", "original_language": "en"}
    world.take(case, "edit", title_en="CANARY later", **text)

    told = visitor.read(f"/public/obstacles/{case.reference}")

    assert told.json()["title"] == "Diplomas do not count"
    assert [side["area"] for side in told.json()["sides"]] == ["NL"]
    assert "CANARY" not in told.content.decode()


def test_an_obstacle_that_was_never_published_is_nowhere(world, visitor):
    case = world.obstacle()

    there = visitor.read(f"/public/obstacles/{case.reference}")
    absent = visitor.read("/public/obstacles/OB-000000")

    assert there.status_code == 404
    assert there.content == absent.content


def test_a_withdrawn_obstacle_is_gone_without_its_title(world, published, visitor):
    case = published()
    world.take(case, "retract")

    response = visitor.read(f"/public/obstacles/{case.reference}")

    assert code_of(response) == (410, "withdrawn")
    assert "Diplomas" not in response.content.decode()
    assert visitor.read("/public/obstacles").json()["count"] == 0


def test_a_merged_obstacle_leads_to_the_one_that_stays(world, published, visitor):
    gone, stays = published(), published()
    world.take(gone, "merge", into=stays.reference)

    response = visitor.read(f"/public/obstacles/{gone.reference}")

    assert response.status_code == 301
    assert response["Location"] == f"/api/v1/public/obstacles/{stays.reference}"
    assert response["Cache-Control"] == "no-store"
    assert visitor.read("/public/obstacles").json()["count"] == 1


def test_a_merge_gives_no_unpublished_obstacle_away(world, published, visitor):
    gone, hidden = published(), world.obstacle()
    world.take(gone, "merge", into=hidden.reference)

    response = visitor.read(f"/public/obstacles/{gone.reference}")

    assert code_of(response) == (410, "joined")
    assert hidden.reference not in response.content.decode()


def test_an_entry_is_not_sent_twice_until_it_changes(world, published, visitor):
    case = published()
    path = f"/public/obstacles/{case.reference}"
    tag = visitor.read(path)["ETag"]

    unchanged = visitor.read(path, **{"If-None-Match": tag})
    Obstacle.objects.update(status="resolved")
    changed = visitor.read(path, **{"If-None-Match": tag})

    assert (unchanged.status_code, changed.status_code) == (304, 200)


def test_a_longer_register_costs_no_more_queries(published, visitor, django_assert_num_queries):
    for _ in range(3):
        published()
    visitor.read("/public/obstacles")  # takes a handful of requests from the shared counter

    with django_assert_num_queries(3):
        visitor.read("/public/obstacles?page_size=1")
    with django_assert_num_queries(3):
        visitor.read("/public/obstacles?page_size=3")


def test_reference_data_is_not_sent_twice(world, visitor):
    world.obstacle()

    first = visitor.read("/public/reference-data")
    second = visitor.read("/public/reference-data", **{"If-None-Match": first["ETag"]})

    assert [one["code"] for one in first.json()["borders"]] == ["be-nl"]
    assert [one["code"] for one in first.json()["languages"]] == ["nl", "fr", "de", "en"]
    assert first["Cache-Control"] == "public, max-age=300"
    assert (second.status_code, second.content) == (304, b"")


def test_every_problem_has_a_page(visitor):
    problem = visitor.read("/nowhere").json()

    page = visitor.read(problem["type"].removeprefix("/api/v1")).json()

    assert (page["code"], page["status"], page["title"]) == ("unknown", 404, problem["title"])


def test_a_story_finds_what_is_like_it_before_it_is_handed_in(world, published, visitor):
    case = published()
    world.obstacle(title="Nurses and diplomas, not published")
    told = {"account": "My diploma: nurses may not work here.", "language": "en"}

    response = visitor.send("/public/reports/similar", {**told, "border": "be-nl"})

    found = response.json()["results"]
    assert [one["obstacle"]["reference"] for one in found] == [case.reference]
    assert "the same border" in {one["reason"] for one in found[0]["shared"]}


@pytest.mark.parametrize(
    ("told", "pointers"),
    [
        ({}, ["/account", "/language"]),
        ({"account": 7, "language": "en"}, ["/account"]),
        ({"account": "a" * 4001, "language": "en"}, ["/account"]),
        ({"account": "a", "language": "xx", "border": "nowhere"}, ["/language", "/border"]),
    ],
)
def test_a_story_that_cannot_be_compared_is_told_why(visitor, told, pointers):
    response = visitor.send("/public/reports/similar", told)

    assert code_of(response) == (422, "incomplete")
    assert [one["pointer"] for one in response.json()["errors"]] == pointers
