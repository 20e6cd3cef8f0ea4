"""Two people report the same thing: one obstacle, two answers, neither knows of the other."""

from django.test import Client

from tests.factories import fresh, reason


def test_two_reports_become_one_obstacle(town, nurse):
    first, _code = town.report(nurse)
    second, code = town.report(
        Client(), contact={"contact_way": "anonymous", "contact_language": "fr"}
    )
    obstacle = town.link(first)

    town.intake.takes(second, "take_up")
    town.intake.takes(second, "link", obstacle=obstacle.reference)

    assert fresh(second).parent == obstacle
    assert obstacle.parts.count() == 2
    reader = Client()
    reader.post("/fr/track", {"reference": second.reference, "code": code})
    page = reader.get(f"/fr/my/{second.reference}").content.decode()
    assert second.reference in page
    assert first.reference not in page


def test_both_are_told_when_it_is_over(town, nurse):
    first, _code = town.report(nurse)
    second, _code = town.report(Client())
    obstacle = town.link(first)
    town.intake.takes(second, "take_up")
    town.intake.takes(second, "link", obstacle=obstacle.reference)

    town.coordinator.takes(
        obstacle, "dismiss", why=reason("dismiss").code, words_nl="Het was een misverstand."
    )
    town.post()

    assert [fresh(case).state for case in (first, second)] == ["ANSWERED", "ANSWERED"]
