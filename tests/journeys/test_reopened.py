"""A resolved obstacle is reopened: its reporters wait again, and are told."""

from tests.factories import fresh


def test_a_resolved_obstacle_is_reopened(town, nurse):
    report, code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle)
    town.post()
    before = len(town.relay.letters)

    town.coordinator.takes(obstacle, "reopen", reason="Reporters still meet the old rule.")
    town.post()

    assert fresh(obstacle).state == "IN_ANALYSIS"
    assert fresh(report).state == "LINKED"
    assert fresh(report).parent == obstacle
    assert [letter["To"] for letter in town.relay.letters[before:]] == ["nurse@example.org"]
    nurse.post("/nl/track", {"reference": report.reference, "code": code})
    assert nurse.get(f"/nl/my/{report.reference}").status_code == 200


def test_the_register_says_open_again(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle)

    town.coordinator.takes(obstacle, "reopen", reason="Reporters still meet the old rule.")

    assert fresh(obstacle).obstacle.status == "open"


def test_no_side_is_called_solved_any_more(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle)

    town.coordinator.takes(obstacle, "reopen", reason="Reporters still meet the old rule.")

    states = fresh(obstacle).obstacle.sides.values_list("state", flat=True)
    assert list(states) == ["open", "open"]


def test_a_side_that_was_solved_before_stays_solved(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle, extent="partially", solved_sides=["NL"], open_sides=["BE"])

    town.coordinator.takes(obstacle, "reopen", reason="Reporters still meet the old rule.")

    states = fresh(obstacle).obstacle.sides.values_list("area__code", "state")
    assert dict(states) == {"NL": "solved", "BE": "open"}
