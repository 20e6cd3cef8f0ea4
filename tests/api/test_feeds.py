"""The register as a feed and as a table."""

import csv
import io
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

AT = "/api/v1/public/obstacles"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def published(world, **told):
    return world.obstacle("request_review", "approve", **told)


def entries(response):
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


@pytest.mark.parametrize(
    "asked", [{"data": {"format": "atom"}}, {"accept": "application/atom+xml"}]
)
def test_the_register_is_a_feed(world, client, asked):
    case = published(world, title="Diplomas <do> not count & more")

    answer = client.get(AT, asked.get("data"), headers=asked)

    feed = ElementTree.fromstring(answer.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    links = {(one.get("rel"), one.get("hreflang")): one.get("href") for one in entry}
    snapshot = case.obstacle.published
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{case.obstacle_id}"
    assert entry.findtext(f"{ATOM}title") == "Diplomas <do> not count & more"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == snapshot.approved_at
    assert feed.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated")
    assert links["alternate", "en"] == f"http://localhost:8000/en/register/{case.reference}"
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Passerelle"


def test_the_feed_speaks_the_language_it_is_asked_in_and_keeps_its_keys(world, client):
    published(world)

    dutch, english = (
        client.get(AT, {"format": "atom"}, headers={"Accept-Language": code})
        for code in ("nl", "en")
    )

    assert ElementTree.fromstring(dutch.content).get(LANGUAGE) == "nl"
    assert entries(dutch)[0].get(LANGUAGE) == "en"
    assert entries(dutch)[0].findtext(f"{ATOM}id") == entries(english)[0].findtext(f"{ATOM}id")


def test_a_feed_has_pages(world, client):
    for _ in range(3):
        published(world)

    first = client.get(AT, {"format": "atom", "page_size": 2})

    links = {one.get("rel"): one.get("href") for one in ElementTree.fromstring(first.content)}
    assert len(entries(first)) == 2
    assert links["next"].endswith("?format=atom&page_size=2&page=2")
    assert len(entries(client.get(links["next"].removeprefix("http://localhost:8000")))) == 1


def test_what_is_not_published_is_in_no_format(world, client):
    world.obstacle()

    assert entries(client.get(AT, {"format": "atom"})) == []
    table = b"".join(client.get(AT, {"format": "csv"}).streaming_content)
    assert len(table.splitlines()) == 1


def test_the_register_is_a_table_without_formulas(world, client):
    case = published(world, title="=1+1")

    answer = client.get(AT, headers={"accept": "text/csv"})

    told = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(told))
    assert (row[head.index("title")], row[head.index("reference")]) == ("'=1+1", case.reference)


def test_a_longer_feed_costs_no_more_queries(world, client):
    for _ in range(3):
        published(world)
    client.get(AT, {"format": "atom"})

    with CaptureQueriesContext(connection) as one:
        client.get(AT, {"format": "atom", "page_size": 1})
    with CaptureQueriesContext(connection) as three:
        shown = client.get(AT, {"format": "atom", "page_size": 3})

    assert (len(entries(shown)), len(three)) == (3, len(one))


def test_other_formats_are_refused(client, db):
    assert client.get(AT, {"format": "pdf"}).status_code == 400
    assert client.get(AT, headers={"accept": "text/html"}).status_code == 406
