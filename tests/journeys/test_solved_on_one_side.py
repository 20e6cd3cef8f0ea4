"""An obstacle is solved on one side only, and the public reads exactly that."""

from django.test import Client

from tests.factories import fresh


def published(town, obstacle):
    edited = {
        "title_en": "Diplomas of nurses",
        "summary_en": "They do not count.",
        "borders": ["be-nl"],
        "theme": "health",
        "original_language": "en",
    }
    town.expert.takes(obstacle, "edit", **edited)
    town.expert.takes(obstacle, "request_review")
    return town.coordinator.takes(obstacle, "approve")


def test_the_register_says_solved_here_and_open_there(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle, extent="partially", solved_sides=["NL"], open_sides=["BE"])
    published(town, obstacle)

    page = Client().get(f"/en/register/{obstacle.reference}").content.decode()

    assert fresh(obstacle).state == "RESOLVED_PARTIALLY"
    assert "Solved in the Netherlands, open in Belgium." in page


def test_a_page_published_before_says_so_too(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    published(town, obstacle)
    town.propose(obstacle)

    town.resolve(obstacle, extent="partially", solved_sides=["NL"], open_sides=["BE"])

    page = Client().get(f"/en/register/{obstacle.reference}").content.decode()
    assert "Solved in the Netherlands, open in Belgium." in page


def test_nobody_reads_it_before_it_is_approved(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)

    page = Client().get(f"/en/register/{obstacle.reference}")

    assert page.status_code == 404


def test_completely_is_refused_while_a_side_is_open(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)

    page = town.coordinator.step(
        obstacle,
        "resolve",
        extent="completely",
        solved_sides=["NL"],
        open_sides=["BE"],
        words_en="Done.",
    )

    assert page.status_code == 422
    assert fresh(obstacle).state == "SOLUTION_PROPOSED"
