"""The parts that pages are made of: they say what they should, and escape what people write."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from obstacles.models.side import SidePosition, SideState
from web.marks import MARKS, mark_of
from workflow.states import STATES, Publication

PARTIALS = Path(__file__).resolve().parents[2] / "templates" / "partials"
TEMPLATES = PARTIALS.parent
TODAY = date(2026, 11, 23)
ATTACK = "<script>alert(1)</script>"


def rendered(source, **context):
    with translation.override("en"):
        return Template("{% load house %}" + source).render(Context(context))


def part(partial, **context):
    return rendered(f'{{% include "partials/{partial}.html" %}}', **context)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_state_has_a_mark_of_its_own_in_the_table():
    kinds = [*STATES.values(), Publication, SideState, SidePosition]
    states = {value for kind in kinds for value in kind.values if value}

    assert states - set(MARKS) == set()


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        ("IDENTIFIED", "new"),
        ("IN_ANALYSIS", "open"),
        ("IN_CONSULTATION", "wait"),
        ("RESOLVED_PARTIALLY", "part"),
        ("RESOLVED_COMPLETELY", "ok"),
        ("NOT_RESOLVED", "no"),
        ("something new", "open"),
    ],
)
def test_a_state_stands_behind_its_piece_of_the_line(state, mark):
    html = rendered("{% state name words %}", name=state, words="Words")

    assert mark_of(state) == mark
    assert html.startswith(f'<span class="st {mark}">')
    assert words(html) == "Words"


@pytest.mark.parametrize(
    ("days", "level", "said"),
    [
        (-3, "late", "3 days late"),
        (-1, "late", "1 day late"),
        (0, "soon", "Due today"),
        (1, "soon", "Due tomorrow"),
        (7, "soon", "7 days left"),
        (8, "far", "1 Dec"),
        (500, "far", "6 April 2028"),
    ],
)
def test_a_due_day_is_as_loud_as_it_is_near(days, level, said):
    html = rendered("{% due day today %}", day=TODAY + timedelta(days), today=TODAY)

    assert words(html) == said
    assert f'class="due {level}"' in html


def test_a_due_day_that_is_done_with_is_a_plain_date():
    html = rendered("{% due day today done=True %}", day=TODAY - timedelta(3), today=TODAY)

    assert words(html) == "20 Nov"


def test_no_due_day_says_nothing():
    assert rendered("{% due day today %}", day=None, today=TODAY).strip() == ""


def test_a_due_day_leads_to_its_reason():
    html = rendered("{% due day today url='/why' %}", day=TODAY, today=TODAY)

    assert html.startswith('<a class="due soon" href="/why">')


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("team", "You and the team"),
        ("body", "The organisations that we ask"),
        ("all", "Everyone"),
    ],
)
def test_who_will_see_it_is_said_in_words(who, said):
    assert words(rendered("{% audience who %}", who=who)) == said


def test_a_timeline_changes_lane_where_the_work_changes_hands():
    items = [
        {"when": "by 30 November", "what": "Answer expected", "lane": "b", "next": True},
        {"when": "2 November", "what": "Asked", "lane": "b", "turn": True},
        {"when": "1 June", "what": "Received"},
    ]

    html = part("timeline", items=items)

    assert re.findall(r'<li class="([^"]*)"', html) == ["b next", "b turn", ""]


def test_sides_are_level_only_when_all_are_solved():
    sides = [{"name": "Belgium", "state": "open", "state_words": "Open"}]

    assert 'class="sides split"' in part("sides", sides=sides)
    assert 'class="sides"' in part("sides", sides=sides, level=True)


def test_a_page_of_a_list_keeps_its_filters():
    html = part("pagination", previous_url="?q=a&page=1", next_url="")

    assert 'href="?q=a&amp;page=1"' in html


def test_what_people_write_never_becomes_markup():
    row = {"name": ATTACK, "value": ATTACK, "quiet": ATTACK, "change": ATTACK}
    item = {"when": ATTACK, "what": ATTACK, "text": ATTACK, "url": ATTACK}
    side = {"name": ATTACK, "state": "open", "state_words": ATTACK, "text": ATTACK}
    pages = [
        part("summary_list", rows=[row]),
        part("timeline", items=[item]),
        part("sides", sides=[side]),
        part("notice", head=ATTACK, text=ATTACK, url=ATTACK, link=ATTACK, kind=ATTACK),
        part("empty", head=ATTACK, text=ATTACK, url=ATTACK, link=ATTACK),
        part("back", url=ATTACK, words=ATTACK),
        part("table", caption=ATTACK, columns=[{"words": ATTACK}], rows=[[ATTACK, ATTACK]]),
        part("figure", heading=ATTACK, sub=ATTACK, key=ATTACK, csv_url=ATTACK, caption=ATTACK),
        part("bars", items=[{"count": ATTACK, "words": ATTACK, "url": ATTACK, "share": 1}]),
        rendered("{% state a a %}{% audience 'body' a %}{% reference a %}", a=ATTACK),
        rendered("{% due day today words=a url=a %}", day=TODAY, today=TODAY, a=ATTACK),
    ]

    assert [page for page in pages if "<script" in page] == []


def test_no_template_asks_for_what_the_security_policy_refuses():
    refused = re.compile(r'\sstyle="|<style|\son[a-z]+="|<script(?![^>]*\ssrc=)', re.I)
    pages = [path for path in TEMPLATES.rglob("*.html") if "mail" not in path.parts]

    assert [path.name for path in pages if refused.search(path.read_text("utf-8"))] == []


def test_every_partial_says_what_it_is_for():
    silent = [p.name for p in PARTIALS.glob("*.html") if "{% comment %}" not in p.read_text()[:60]]

    assert silent == []
