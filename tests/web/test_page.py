"""What every page carries: languages, theme, links, headers, and pages for errors."""

import re

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import translation

from obstacles.models import Role
from tests.factories import person
from web import context
from web.context import page
from web.middleware import is_private, remember_language, say_little
from web.theme import choose_theme

CODES = ["nl", "fr", "de", "en"]

urlpatterns = i18n_patterns(
    *[
        path(place, lambda _request: HttpResponse())
        for place in ("register", "work/", "work/queue", "work/triage/", "insight")
    ]
)


def request(path="/en/register", **more):
    return RequestFactory().get(path, **more)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_a_page_leads_to_itself_in_four_languages():
    links = page(request("/en/register?q=ambulance"))["language_links"]

    assert [link.url for link in links] == [f"/{code}/register?q=ambulance" for code in CODES]
    assert [link.code for link in links if link.current] == ["en"]


def test_an_address_outside_the_languages_leads_home():
    assert page(request("//evil.example/x"))["language_links"][0].url == "/nl/"


@pytest.fixture
def few_pages():
    """A house that has only the pages named above."""
    context._existing.cache_clear()
    with override_settings(ROOT_URLCONF=__name__):
        yield
    context._existing.cache_clear()


@pytest.mark.usefixtures("few_pages")
def test_a_link_shows_only_when_its_page_exists():
    assert [link.url for link in page(request())["main_links"]] == ["/en/register"]


@pytest.mark.usefixtures("few_pages")
def test_the_lowest_link_above_a_page_is_where_one_is(db):
    asked = request("/en/work/queue")
    asked.user = person(Role.EXPERT)

    public = page(request("/en/register/OB-7K4M2Q"))["main_links"]
    desk = page(asked)["staff_links"]()

    assert [link.words for link in public if link.current] == ["Register"]
    assert [link.words for link in desk if link.current] == ["Queue"]


@pytest.mark.usefixtures("few_pages")
@pytest.mark.parametrize(
    ("office", "words"),
    [
        (Role.COORDINATOR, ["Today", "Queue", "Triage", "Insight"]),
        (Role.MANAGEMENT, ["Insight"]),
        (Role.EXPERT, ["Today", "Queue"]),
    ],
)
def test_the_desk_shows_what_an_office_may_open(db, office, words):
    asked = request("/en/work/queue")
    asked.user = person(office)

    links = page(asked)["staff_links"]()

    assert [link.words for link in links] == words


@pytest.mark.usefixtures("few_pages")
def test_nobody_without_an_account_holds_an_office():
    assert page(request())["offices"]() == frozenset()


def test_only_a_theme_that_exists_is_taken_from_the_cookie():
    dark, odd = request(), request()
    dark.COOKIES["theme"] = "dark"
    odd.COOKIES["theme"] = '"><script>'

    assert [page(dark)["theme"], page(odd)["theme"]] == ["dark", ""]


@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("/nl/register?q=1", "/nl/register?q=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_theme_switch_leads_back_to_our_own_pages_only(back, goes):
    answer = choose_theme(request("/en/theme", data={"theme": "dark", "next": back}))

    assert answer["Location"] == goes
    assert answer.cookies["theme"].value == "dark"


def test_following_the_system_forgets_the_theme():
    answer = choose_theme(request("/en/theme", data={"theme": ""}))

    assert answer.cookies["theme"]["max-age"] == 0


def test_a_language_chosen_against_the_browser_is_remembered():
    answer = remember_language(lambda _request: HttpResponse())

    chosen = answer(request("/fr/register", headers={"accept-language": "nl"}))
    same = answer(request("/nl/register", headers={"accept-language": "nl"}))

    assert [chosen.cookies["django_language"].value, len(same.cookies)] == ["fr", 0]


def test_addresses_of_cases_are_kept_by_nobody():
    answer = say_little(lambda _request: HttpResponse())

    case, register = answer(request("/en/my/RP-7K4M2Q")), answer(request())

    assert case["Cache-Control"] == "no-store"
    assert case["X-Robots-Tag"] == "noindex, nofollow"
    assert "Cache-Control" not in register
    assert {case["Referrer-Policy"], register["Referrer-Policy"]} == {"same-origin"}


@pytest.mark.parametrize(
    ("path", "private"),
    [
        ("/en/my/RP-7K4M2Q", True),
        ("/nl/p/abc", True),
        ("/work/", True),
        ("/en/", False),
        ("/en/register/OB-7K4M2Q", False),
        ("/robots.txt", False),
    ],
)
def test_what_belongs_to_a_case_is_known_by_its_address(path, private):
    assert is_private(path) is private


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "409", "410", "413", "429"])
def test_an_error_page_stands_without_any_context(code):
    html = render_to_string(f"{code}.html")

    assert len(re.findall(r"<h1>[^<]+</h1>", html)) == 1
    assert html.count("<main") == 1


@pytest.mark.parametrize("code", ["500", "503"])
def test_the_last_pages_speak_four_languages_without_a_catalogue(code):
    html = render_to_string(f"{code}.html")

    assert sorted(re.findall(r'<section[^>]* lang="(\w\w)"', html)) == sorted(CODES)
