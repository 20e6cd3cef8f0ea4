"""Two coordinators press at once: one goes through, the other learns who was quicker."""

from tests.factories import fresh, reason


def test_the_slower_one_learns_who_was_quicker_and_loses_nothing(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    version = fresh(obstacle).version
    town.colleague.takes(obstacle, "assign", lead="expert")

    page = town.coordinator.step(
        obstacle,
        "dismiss",
        seen=version,
        why=reason("dismiss").code,
        words_en="Information was enough here.",
    )

    shown = page.content.decode()
    assert page.status_code == 409
    assert "Claire" in shown
    assert "Information was enough here." in shown
    assert fresh(obstacle).state == "ASSIGNED"


def test_trying_again_with_what_is_new_goes_through(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.colleague.takes(obstacle, "assign", lead="expert")

    town.coordinator.takes(
        obstacle, "dismiss", why=reason("dismiss").code, words_en="Information was enough here."
    )

    assert fresh(obstacle).state == "DISMISSED"
