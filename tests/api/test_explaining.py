"""Every kind of no has a page for people and words for programs."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from api import problems
from api.problems import BY_STATUS, KINDS
from obstacles.languages import CODES
from workflow import refusals

API = Path(problems.__file__).parent
RAISED = re.compile(r'Problem\(\s*"([a-z_]+)"')
# Said outside of the views: by what the core refuses, by errors.py, and by the second factor.
ELSEWHERE = {"fault", "unavailable", "second_factor_missing"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "fr"}

pytestmark = pytest.mark.django_db


def raised():
    """Every code that the code can say."""
    texts = [path.read_text("utf-8") for path in API.rglob("*.py")]
    said = {code for text in texts for code in RAISED.findall(text)}
    refused = {
        one.code for one in vars(refusals).values() if isinstance(one, type) and "code" in vars(one)
    }
    return said | (refused - {"refused"}) | set(BY_STATUS.values()) | ELSEWHERE


def test_each_code_that_is_said_has_a_page_and_each_page_a_code_that_is_said():
    assert raised() == set(KINDS)


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("language", CODES)
def test_a_person_reads_what_happened_and_what_to_do(code, language):
    page = Client().get(f"/api/v1/problems/{code}?language={language}", headers=BROWSER)

    with override(language):
        title, advice = str(KINDS[code].title), str(KINDS[code].advice)
    assert page.status_code == 200
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert page["Content-Language"] == language
    assert f'<html lang="{language}"' in page.content.decode()
    assert page.context["problem"]["title"] == title
    assert page.context["problem"]["advice"] == advice
    assert f'"code": "{code}"' in page.context["example"]


def test_the_browser_says_the_language_where_the_address_does_not():
    page = Client().get("/api/v1/problems/unknown", headers=BROWSER)

    assert page["Content-Language"] == "fr"
    assert {"Accept", "Accept-Language", "Cookie"} <= set(page["Vary"].split(", "))


@pytest.mark.parametrize("accept", ["application/json", "*/*"])
def test_a_program_gets_json(accept):
    told = Client().get("/api/v1/problems/overtaken?language=en", headers={"Accept": accept})

    assert told.json() == {
        "type": "/api/v1/problems/overtaken",
        "code": "overtaken",
        "status": 412,
        "title": "Somebody else was quicker.",
        "advice": "Read the case again, then decide with its new version.",
    }


def test_the_list_leads_to_every_page():
    page = Client().get("/api/v1/problems?language=de", headers=BROWSER).content.decode()
    told = Client().get("/api/v1/problems").json()["results"]

    assert [one["code"] for one in told] == list(KINDS)
    for code in KINDS:
        assert page.count(f'href="/api/v1/problems/{code}?language=de"') == 1


@pytest.mark.parametrize(
    ("address", "status"), [("problems/nope", 404), ("problems/unknown?language=xx", 400)]
)
def test_what_is_not_there_is_a_problem_even_for_a_browser(address, status):
    told = Client().get(f"/api/v1/{address}", headers=BROWSER)

    assert told.status_code == status
    assert told["Content-Type"] == "application/problem+json"
