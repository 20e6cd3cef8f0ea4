"""A nurse's report becomes a resolved obstacle, and she reads the outcome in her language."""

from obstacles.models import Outcome
from tests.factories import fresh
from workflow.ledger import first_false_line


def test_a_nurse_reads_the_outcome_in_her_language(town, nurse):
    report, code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle)
    town.post()

    nurse.post("/nl/track", {"reference": report.reference, "code": code})
    page = nurse.get(f"/nl/my/{report.reference}/outcome").content.decode()

    assert fresh(report).state == "ANSWERED"
    assert "Uw diploma telt nu aan beide kanten." in page
    assert Outcome.objects.get().words_en not in page


def test_she_is_written_to_in_dutch_at_each_turn(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.post()
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle)

    town.post()

    hers = [letter for letter in town.relay.letters if letter["To"] == "nurse@example.org"]
    pages = [letter.get_body(preferencelist=("plain",)).get_content() for letter in hers]
    assert len(hers) == 3
    assert all(report.reference in letter["Subject"] for letter in hers)
    assert all("/nl/track" in page for page in pages)
    assert not any("diploma" in page.lower() for page in pages)


def test_she_says_whether_it_helped(town, nurse):
    report, code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle)
    town.post()
    nurse.post("/nl/track", {"reference": report.reference, "code": code})

    nurse.post(f"/nl/my/{report.reference}/outcome", {"felt": "not_felt", "words": "Nee."})
    town.post()

    assert fresh(report).log.order_by("-number").first().step == "confirm_effect"
    assert fresh(obstacle).reopen_proposed_on is not None


def test_the_whole_way_stands_in_the_log(town, nurse):
    report, _code = town.report(nurse)
    obstacle = town.link(report)
    town.analyse(obstacle)
    town.propose(obstacle)
    town.resolve(obstacle)
    town.post()

    steps = [line.step for line in obstacle.log.order_by("number")]

    assert steps == [
        "identify",
        "edit_side",
        "edit_side",
        "assign",
        "start_analysis",
        "propose_solution",
        "resolve",
    ]
    assert first_false_line(obstacle.log.order_by("number")) is None
    assert first_false_line(report.log.order_by("number")) is None
