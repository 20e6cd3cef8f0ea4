"""One obstacle of the register, and what is left of one that is gone."""

from datetime import date

import pytest

from tests.factories import World, area, body, fresh
from tests.obstacles.worlds import border, obstacle, published, theme
from workflow.models import Case

pytestmark = pytest.mark.django_db


def page_of(client, row, language: str = "en"):
    return client.get(f"/{language}/register/{row.reference}")


def test_an_obstacle_is_read_as_approved(client):
    row = published(title_en="Diplomas", summary_en="They do not count.")

    page = page_of(client, row)

    assert '<h1 lang="en">Diplomas</h1>' in page.text
    assert "They do not count." in page.text


def test_a_typed_reference_is_put_right(client):
    row = published(title_en="Diplomas")

    page = client.get(f"/en/register/{row.reference.lower()}")

    assert (page.status_code, page.url) == (301, f"/en/register/{row.reference}")


@pytest.mark.parametrize("reference", ["OB-000000", "hello", "RP-7K4M2Q"])
def test_an_unknown_reference_is_not_there(client, reference):
    assert client.get(f"/en/register/{reference}").status_code in (301, 404)


def test_an_unpublished_obstacle_is_not_there(client):
    assert page_of(client, obstacle(title_en="Secret")).status_code == 404


def test_a_withdrawn_obstacle_is_gone_and_its_title_too(client):
    row = obstacle(title_en="Secret")
    row.withdrawn_on = date(2026, 11, 2)
    row.save()

    page = page_of(client, row)

    assert page.status_code == 410
    assert "Secret" not in page.text
    assert "2 November 2026" in page.text


def test_a_merged_obstacle_leads_to_the_one_that_stays(client):
    stays, middle, gone = published(title_en="Stays"), obstacle(), published(title_en="Gone")
    middle.merged_into, gone.merged_into = stays, middle
    middle.save(), gone.save()

    page = page_of(client, gone)

    assert (page.status_code, page.url) == (301, f"/en/register/{stays.reference}")
    assert page["Cache-Control"] == "no-store"


def test_a_merge_into_something_unpublished_says_so_and_no_more(client):
    gone, hidden = published(title_en="Gone"), obstacle(title_en="Secret")
    gone.merged_into = hidden
    gone.save()

    page = page_of(client, gone)

    assert page.status_code == 410
    assert "joined with another one" in page.text
    assert hidden.reference not in page.text
    assert "Secret" not in page.text


def test_a_merge_of_what_the_register_never_showed_is_not_there(client):
    gone = obstacle(title_en="Secret")
    gone.merged_into = obstacle()
    gone.save()

    assert page_of(client, gone).status_code == 404


def test_merges_in_a_circle_end_somewhere(client):
    one, other = published(title_en="One"), published(title_en="Other")
    one.merged_into, other.merged_into = other, one
    one.save(), other.save()

    assert page_of(client, one).status_code == 410


def test_the_sides_are_a_sentence(client):
    area("NL"), area("BE")
    row = published(title_en="Diplomas", status="partly")
    row.published.sides = [side("NL", "solved"), side("BE", "open")]
    row.published.save()

    page = page_of(client, row)

    assert "Solved in the Netherlands, open in Belgium." in page.text


def side(code: str, state: str) -> dict[str, str]:
    return {
        "area": code,
        "nature": "administrative_practice",
        "provision": "Call rules",
        "authority": body().slug,
        "position": "willing",
        "state": state,
        "words": "",
        "words_language": "en",
    }


def test_a_missing_language_is_said(client):
    row = published(title_nl="Diploma's", summary_nl="Tellen niet.")

    page = page_of(client, row, "fr")

    assert '<h1 lang="nl">' in page.text
    assert page.context["one"].read_in == "néerlandais"


def test_a_machine_translation_is_marked(client):
    row = published(title_en="Diplomas", summary_en="They do not count.", origin_en="machine")

    assert "A machine translated this text." in page_of(client, row).text


def test_the_timeline_tells_days_and_no_more(client):
    world = World()
    case = world.obstacle("edit_side", "assign", "start_analysis", "propose_solution")
    for name in ("request_review", "approve"):
        world.take(case, name)

    page = page_of(client, fresh(case).obstacle)

    assert [item["what"] for item in page.context["timeline"]] == [
        "This text was approved for the register",
        "A solution was proposed",
        "We began to find out whose rule it is",
        "We put this obstacle on record",
    ]
    assert "Change the decree." not in page.text


@pytest.mark.parametrize(("number", "shown"), [(4, None), (5, 5)])
def test_few_reports_are_not_counted(client, number, shown):
    world = World()
    case = world.obstacle("request_review", "approve")
    for _report in range(number):
        report = world.report("take_up")
        world.take(report, "link", obstacle=case.reference, title="", borders=[], theme="")

    page = page_of(client, case.obstacle)

    assert page.context["reports"] == shown


def test_neighbours_in_border_and_theme_are_named(client):
    row = published(border("be-nl"), about=theme("health"), title_en="Diplomas")
    near = published(border("be-nl"), about=theme("health"), title_en="Near")
    published(border("lu-fr"), about=theme("health"), title_en="Elsewhere")

    page = page_of(client, row)

    assert [one.reference for one in page.context["related"]] == [near.reference]


def test_the_page_names_itself_in_all_languages(client):
    row = published(title_en="Diplomas")

    page = page_of(client, row)

    assert page.text.count('rel="alternate"') == 4
    assert page.text.count('rel="canonical"') == 1


def test_nothing_of_a_report_is_public(client):
    world = World()
    case = world.obstacle("request_review", "approve")
    report = world.report("take_up")
    world.take(report, "link", obstacle=case.reference, title="", borders=[], theme="")

    page = page_of(client, Case.objects.get(pk=case.pk).obstacle)

    assert report.reference not in page.text
    assert "nurse" not in page.text.replace("Nurses may not work", "")
