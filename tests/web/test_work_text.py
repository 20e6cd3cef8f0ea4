"""The text of an obstacle: four languages, sides, and what the public reads."""

import pytest
from django.urls import reverse

from tests.factories import World, fresh
from tests.web.desk import page, signed_in, take, text

pytestmark = pytest.mark.django_db


def save(client, case, **answers):
    told = {"seen": fresh(case).version, **answers}
    return client.post(reverse("work-text", args=[case.reference]), told)


def test_a_text_is_saved_in_four_languages():
    world = World()
    case = world.obstacle()
    words = {"title_nl": "Diploma’s", "title_fr": "Diplômes", "title_de": "Diplome"}

    answer = save(signed_in(world.coordinator.user), case, **text("Diplomas", **words))

    obstacle = fresh(case).obstacle
    assert answer.url == reverse("work-text", args=[case.reference])
    assert [obstacle.title_nl, obstacle.title_de, obstacle.origin_fr] == [
        "Diploma’s",
        "Diplome",
        "human",
    ]


def test_a_text_without_a_title_comes_back():
    world = World()
    case = world.obstacle()

    answer = save(signed_in(world.coordinator.user), case, **text("", summary_nl="Blijft staan"))

    assert answer.status_code == 422
    assert "Blijft staan" in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "99", "-1", "٣"])
def test_a_version_that_is_not_the_one_now_overwrites_nothing(seen):
    world = World()
    case = world.obstacle()

    answer = save(signed_in(world.coordinator.user), case, seen=seen, **text("Other"))

    assert answer.status_code == 409
    assert fresh(case).obstacle.title_en == "Diplomas do not count"


def test_the_author_does_not_approve_and_a_second_coordinator_does():
    world = World()
    case = world.obstacle()
    world.take(case, "request_review")
    mine, other = signed_in(world.coordinator.user), signed_in(world.second.user)

    shown = page(mine, "work-text", case.reference).content.decode()
    refused = take(mine, case, "approve")
    take(other, case, "approve")

    assert "A second coordinator must approve it." in shown
    assert refused.status_code == 409
    assert fresh(case).publication == "PUBLISHED"


def test_a_text_that_was_edited_later_is_marked():
    world = World()
    case = world.obstacle("request_review", "approve")
    client = signed_in(world.coordinator.user)

    before = page(client, "work-text", case.reference).content.decode()
    save(client, case, **text("Another title"))
    after = page(client, "work-text", case.reference).content.decode()

    assert "Changed since published." not in before
    assert "Changed since published." in after


def test_a_side_that_was_edited_later_is_marked_too():
    world = World()
    case = world.obstacle("request_review", "approve")
    world.take(case, "edit_side", by=world.coordinator)

    shown = page(signed_in(world.second.user), "work-text", case.reference).content.decode()

    assert "Changed since published." in shown


def test_a_side_is_edited_and_leads_back_to_the_text():
    world = World()
    case = world.obstacle("edit_side")
    back = reverse("work-text", args=[case.reference])
    client = signed_in(world.coordinator.user)

    form = client.get(
        reverse("work-step", args=[case.reference, "edit_side"]), {"area": "NL", "next": back}
    )
    told = {**world.answers(case)["edit_side"], "state": "solved", "next": back}
    answer = take(client, case, "edit_side", **told)

    assert form.context["form"].initial["nature"] == "legislative_provision"
    assert answer.url == back
    assert [side.state for side in case.obstacle.sides.all()] == ["solved"]


def test_only_obstacles_have_a_text():
    world = World()
    case = world.report()

    answer = page(signed_in(world.coordinator.user), "work-text", case.reference)

    assert answer.status_code == 404


def test_what_only_the_other_one_changed_is_not_overwritten():
    world = World()
    case = world.obstacle()
    world.take(case, "edit", by=world.coordinator, **text("Diplomas", title_nl="Diploma’s"))
    seen = fresh(case).version
    world.take(case, "edit", by=world.second, **text("Diplomas", title_nl="Getuigschriften"))

    mine = text("Diplomas of nurses", title_nl="Diploma’s")
    answer = save(signed_in(world.coordinator.user), case, seen=seen, **mine)

    shown = answer.context
    assert shown["form"].initial["title_nl"] == "Getuigschriften"
    assert [(one["yours"], one["theirs"]) for one in shown["both"]] == [
        ("Diplomas of nurses", "Diplomas")
    ]


def test_an_edit_is_held_against_the_first_words_too():
    world = World()
    case = world.obstacle()
    world.take(case, "edit", by=world.second, **text("Diplomas do not count", title_nl="Nieuw"))

    answer = save(signed_in(world.coordinator.user), case, seen=0, **text("My own title"))

    assert answer.context["form"].initial["title_nl"] == "Nieuw"
    assert answer.context["form"].initial["title_en"] == "My own title"
