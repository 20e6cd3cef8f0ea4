"""What the framework alone lets through or breaks on, each row of the list as a test."""

import json

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from api.throttling import address_mark
from tests.factories import fresh, story
from workflow.models import Case, Entry, Message

from .conftest import ROOT, caller, code_of, place


@pytest.fixture
def intake(world):
    return caller(world.intake)


def nested(depth, opening="[", closing="]"):
    return (opening * depth + closing * depth).encode()


BROKEN = {
    "no JSON": b"account=x",
    "half": b'{"account": ',
    "a list": b"[]",
    "a text": b'"story"',
    "a number": b"7",
    "null": b"null",
    "two values": b"{} {}",
    "a name twice": b'{"account": "a", "account": "b"}',
    "NUL in a value": rb'{"account": "a\u0000b"}',
    "NUL in a name": rb'{"acc\u0000ount": "a"}',
    "a raw control character": b'{"account": "a\x00b"}',
    "a lone surrogate in a value": rb'{"account": "\ud800"}',
    "a lone surrogate in a name": rb'{"\udfff": "a"}',
    "a surrogate deep inside": rb'{"account": [{"a": ["\ud800"]}]}',
    "broken UTF-8": b'{"account": "\xff\xfe"}',
    "UTF-16": '{"account": "a"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"account": "a"}',
    "21 levels": b'{"account": ' + nested(20) + b"}",
    "990 levels": b'{"account": ' + nested(990) + b"}",
    "7,000 levels": b'{"account": ' + nested(7_000) + b"}",
    "100,000 levels": b'{"account": ' + nested(100_000) + b"}",
    "100,000 levels never closed": b"[" * 100_000,
    "100,000 objects": b'{"a":' * 100_000,
    "NaN": b'{"account": NaN}',
    "Infinity": b'{"account": -Infinity}',
    "1e400": b'{"account": 1e400}',
    "5,000 digits": b'{"account": ' + b"9" * 5_000 + b"}",
    "out of range": b'{"account": 9223372036854775808}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_kept_is_refused_before_it_is_read(db, name):
    response = caller().send("/public/reports", BROKEN[name])

    assert code_of(response) == (400, "unreadable")
    assert Case.objects.count() == 0


def test_twenty_levels_are_read_and_refused_as_an_answer(db):
    told = story()
    told["account"] = json.loads(nested(19))

    response = caller().send("/public/reports", told)

    assert code_of(response) == (422, "incomplete")


def test_brackets_inside_a_text_are_a_text(db):
    response = caller().send("/public/reports", story(account="[" * 500 + '\\"{{{' * 10))

    assert response.status_code == 201


def test_hostile_quotes_cost_no_time(db):
    response = caller().send("/public/reports", b'"' + b'\\"' * 400_000)

    assert code_of(response) == (400, "unreadable")


def test_more_than_a_megabyte_is_not_read(db):
    response = caller().send("/public/reports", b'{"account": "' + b"a" * 1_100_000 + b'"}')

    assert code_of(response) == (413, "too_large")


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/plain", b"{}"),
        ("application/x-www-form-urlencoded", b"account=a"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n--y--"),
        ("application/xml", b"<a/>"),
    ],
)
def test_only_json_is_read_where_no_file_is_taken(db, media_type, body):
    response = Client().post(
        f"{ROOT}/public/sessions",
        body,
        content_type=media_type,
        headers={"Idempotency-Key": "a-key-nobody-can-guess-0001"},
    )

    assert code_of(response) == (415, "unsupported_media_type")


def test_only_json_is_written(db):
    response = Client().get(f"{ROOT}/public/obstacles", headers={"Accept": "application/xml"})

    assert code_of(response) == (406, "not_acceptable")


@pytest.mark.parametrize("method", ["TRACE", "BREW", "PUT", "PATCH", "DELETE"])
def test_a_method_nobody_offers_is_405(world, intake, method):
    case = world.report()

    response = intake.ask(method, place(case))

    assert code_of(response) == (405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "day",
    [
        "2027-03-28T02:30",
        "2026-10-25T02:30",
        "2027-02-30",
        "28/03/2027",
        "20270328",
        "2027-W12-7",
        "0000-00-00",
        "tomorrow",
        20270328,
        None,
    ],
)
def test_a_day_is_a_day(world, intake, day):
    case = world.report("take_up")
    answers = {"question": "Which?", "language": "nl", "answer_by": day}

    response = intake.take(case, "ask_reporter", answers)

    assert code_of(response) == (422, "incomplete")
    assert [one["pointer"] for one in response.json()["errors"]] == ["/answer_by"]


def test_a_line_break_cannot_open_a_header(world):
    obstacle = world.obstacle("assign", "start_analysis")
    answers = {**world.answers(obstacle)["consult"], "subject": "Hello\nBcc: all@example.org"}

    response = caller(world.coordinator).take(obstacle, "consult", answers)

    assert code_of(response) == (422, "incomplete")
    assert [one["pointer"] for one in response.json()["errors"]] == ["/subject"]
    assert fresh(obstacle).state == "IN_ANALYSIS"


def test_two_thousand_words_cost_as_much_as_eight(world, intake):
    words = "+".join(f"word{number}" for number in range(2000))

    for path in ("/obstacles", "/public/obstacles"):
        assert code_of(intake.read(f"{path}?q={words}")) == (400, "unknown_parameter")


@pytest.mark.parametrize(
    "query",
    [
        "page_size=20000",
        "page=1000000000",
        "page=99999999999999999999",
        "ordering=unknown",
        "ordering=published__approved_by",
        "published__sides__contains=x",
        "q=%00",
        "q=%ff%fe",
        "year=99999999999999",
        "border=nowhere",
    ],
)
def test_the_register_says_what_it_cannot_be_asked(db, query):
    response = caller().read(f"/public/obstacles?{query}")

    assert code_of(response) == (400, "unknown_parameter")


@pytest.mark.parametrize("typed", [":*%26|!", "'; DROP TABLE", "%25_%25", "<->", "a%20%26%20"])
def test_search_operators_mean_nothing(world, intake, typed):
    assert intake.read(f"/obstacles?q={typed}").status_code == 200
    assert caller().read(f"/public/obstacles?q={typed}").status_code == 200


@pytest.mark.parametrize("after", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00"])
def test_the_ends_of_time_are_times(world, intake, after):
    assert intake.read(f"/reports?created_after={after}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/reports/%00",
        "/reports/%ff",
        "/reports/RP-000000",
        "/reports/..%2f..%2fetc",
        "/reports/99999999999999999999",
        "/reports/00000000-0000-0000-0000-000000000000",
        "/reports/RP-000000/transitions/fly",
        "/reports/x.css",
        "/nowhere",
        "/reports/",
        "/",
    ],
)
def test_what_has_no_address_is_the_same_404(world, intake, path):
    response = intake.read(path)

    assert code_of(response) == (404, "unknown")
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("tag", ["v1", '"1"', "*", '"v1", "v2"', '"v99999999999"', "W/v1", ""])
def test_one_readable_version_is_wanted(world, intake, tag):
    case = world.report()

    response = intake.send(f"{place(case)}/transitions/take_up", match=tag)

    assert code_of(response) == (428, "if_match_missing")


@pytest.mark.parametrize(
    "key", ["", "short", "a" * 201, "with blanks in the middle 0001", "ü" * 30]
)
def test_a_key_that_could_be_guessed_is_no_key(world, intake, key):
    case = world.report()

    response = intake.send(
        f"{place(case)}/transitions/take_up", match='"v0"', **{"Idempotency-Key": key}
    )

    assert code_of(response) == (400, "key_missing")


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer a b", "Bearer pat_wrong", "Bearer \xff", "bearer "]
)
def test_a_broken_token_is_401(db, header):
    response = Client().get(f"{ROOT}/me", headers={"Authorization": header})

    assert code_of(response) == (401, "not_signed_in")


def test_a_browser_session_needs_its_csrf_token(world):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.intake.user, "allauth.account.auth_backends.AuthenticationBackend")
    case = world.report()
    address = f"{ROOT}{place(case)}/transitions/take_up"
    before = Entry.objects.count()

    read = browser.get(f"{ROOT}{place(case)}")
    answers = [
        browser.post(address, b"{}", content_type=media_type, headers=headers)
        for media_type in ("application/json", "text/plain")
        for headers in (
            {"If-Match": '"v0"', "Idempotency-Key": "a-key-nobody-can-guess-0001"},
            {"If-Match": '"v0"', "X-HTTP-Method-Override": "POST", "Origin": "https://evil"},
        )
    ]

    assert read.status_code == 200
    assert [code_of(one) for one in answers] == [(403, "forbidden")] * 4
    assert Entry.objects.count() == before


def test_garbage_for_a_language_falls_back(db):
    visitor = caller()

    answers = [
        visitor.read("/problems/unknown", **{"Accept-Language": given})
        for given in ("xx", "nl;q=banana", "a" * 5000, "*", "zh-Hant-TW;q=1, nl;q=0.5")
    ]

    assert {one.status_code for one in answers} == {200}


def test_templates_and_formats_in_a_text_are_a_text(world, intake):
    told = "{{7*7}} {0.__class__} %n %s ${7*7} <script>alert(1)</script> =1+1"
    case = world.report("take_up")

    intake.send(f"{place(case)}/notes", {"text": told})

    assert Message.objects.get(kind="note").text == told
    assert intake.read(f"{place(case)}/notes").json()["results"][0]["text"] == told


def test_a_fault_is_told_without_particulars(world, intake, monkeypatch):
    case = world.report()
    monkeypatch.setattr("api.views.cases.etag", lambda case: 1 / 0)

    response = intake.read(place(case))

    assert code_of(response) == (500, "fault")
    assert "division" not in response.content.decode()
    assert response.json()["request_id"] == response["X-Request-Id"] == "test-request"


def test_a_lost_database_is_told_as_such(world, intake, monkeypatch):
    case = world.report()

    def lost(case):
        raise OperationalError("connection refused by db.internal")

    monkeypatch.setattr("api.views.cases.etag", lost)

    response = intake.read(place(case))

    assert code_of(response) == (503, "unavailable")
    assert response["Retry-After"] == "30"
    assert "db.internal" not in response.content.decode()


def test_below_api_every_404_is_a_problem(db):
    for path in ("/api/", "/api/v1", "/api/v2/reports", "/api/v1/nowhere"):
        response = Client().get(path)
        assert code_of(response) == (404, "unknown")
        assert response["Content-Type"] == "application/problem+json"


def test_too_many_requests_are_told_when_to_come_back(db, monkeypatch):
    monkeypatch.setattr("api.views.register.RegisterList.limit", 2)
    visitor = caller()

    answers = [visitor.read("/public/obstacles") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 61
    assert answers[0]["RateLimit-Policy"] == '"default";q=2;w=60'
    assert answers[1]["RateLimit"].startswith('"default";r=0;t=')


def test_no_address_is_kept_for_counting(db):
    request = RequestFactory(REMOTE_ADDR="192.0.2.7").get("/")

    kept = address_mark(request)

    assert "192.0.2.7" not in kept
    assert kept == address_mark(request)
    assert kept != address_mark(RequestFactory(REMOTE_ADDR="192.0.2.8").get("/"))


def test_an_address_with_a_line_break_is_told_like_any_other(db):
    response = Client().get(f"{ROOT}/reports/RP%0A7K4M2Q/nothing")

    assert code_of(response) == (404, "unknown")
