"""The pages that describe the API: complete, searchable, from this house alone."""

import re

import pytest
from django.test import Client

from api.reading import curl, lines, operation
from api.views.documentation import described

pytestmark = pytest.mark.django_db


def page_at(address):
    return Client().get(f"/api/v1/docs{address}", headers={"Accept": "text/html"})


def test_every_operation_stands_in_the_list_once():
    page = page_at("").content.decode()

    linked = re.findall(r'href="/api/v1/docs/(\w+)"><span', page)
    assert sorted(linked) == sorted(one.name for one in lines(described()))


def test_a_search_finds_operations_by_any_of_their_words():
    found = page_at("?q=Merge+obstacle").context

    names = {one.name for group in found["groups"] for one in group["lines"]}
    assert "mergeObstacleIntoAnother" in names
    assert found["shown"] == len(names) < found["all"]


def test_what_nobody_finds_is_said():
    assert "Nothing fits “&lt;b&gt;”" in page_at("?q=<b>").content.decode()


def test_each_operation_has_a_call_to_copy_without_a_blank():
    for line in lines(described()):
        told = described()["paths"][line.path][line.method.lower()]

        call = curl(line, told, {"text": "It's"})

        assert "{" not in call.split("\n")[0], call
        assert "It'\\''s" in call


def test_an_operation_says_all_that_one_needs_to_call_it():
    told = operation(described(), "takeUpReport")

    assert told["scope"] == "reports:write"
    assert [one["name"] for one in told["parameters"]] == ["Idempotency-Key", "If-Match", "key"]
    assert [one["status"] for one in told["answers"]] == ["200"]
    assert "overtaken" in {one["code"] for one in told["refusals"]}
    assert told["curl"].startswith(
        'curl -X POST "$PASSERELLE_URL/api/v1/reports/RP-7K4M2Q/transitions/take_up" \\\n'
    )


def test_there_is_no_page_for_what_is_not_there():
    assert page_at("/nope").status_code == 404


@pytest.mark.parametrize("address", ["", "/consultOnObstacle"])
def test_the_pages_need_nothing_inline_and_nothing_from_elsewhere(address):
    page = page_at(address).content.decode()

    assert page.count("<script") == page.count('<script type="module" src="/static/') == 1
    assert "<style" not in page
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*', page) == []
